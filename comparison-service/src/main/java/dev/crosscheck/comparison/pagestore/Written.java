package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.page.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A page that was written.
 *
 * @param page   as it is now
 * @param before what it had decided, if that was something else; null if the page is new or decides
 *               the same
 */
public record Written(PackedPage page, @Nullable Outcome before) {}
