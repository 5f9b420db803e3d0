package dev.crosscheck.comparison.audit;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of holding every stored page against one made from scratch.
 *
 * @param models    known models
 * @param pages     stored pages that were looked at
 * @param missing   pairs that have no stored page, though neither model is marked
 * @param different pages whose bytes are not what the facts make, though neither model is marked
 * @param stale     pages of marked models that are missing or differ: the refresher is at them
 * @param untrue    sentences, figures and marks that break a truth rule; nothing if nobody asked for them to be read
 * @param first     the first few that are missing or different, as {@code first/second}, or untrue, with what is wrong
 */
@Serdeable
public record AuditReport(
        long models,
        long pages,
        long missing,
        long different,
        long stale,
        @Nullable Long untrue,
        List<String> first) {}
