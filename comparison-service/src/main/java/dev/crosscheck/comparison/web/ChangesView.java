package dev.crosscheck.comparison.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changed, newest first.
 *
 * @param before number from which older changes follow; null if there are none
 */
public record ChangesView(
        List<ChangeView> changes, @Nullable Long before) {}
