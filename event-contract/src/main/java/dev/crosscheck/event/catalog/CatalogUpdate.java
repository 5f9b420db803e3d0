package dev.crosscheck.event.catalog;

import dev.crosscheck.event.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the data team can report to the catalog. */
public sealed interface CatalogUpdate
        permits ModelReported, BenchmarkDefined, ScoreReported, StatementMade, TakeWritten, SpellingLinked {

    Source source();

    Instant observedAt();

    @Nullable
    Instant validFrom();

    boolean correction();

    /** The id of the model or benchmark it speaks of; the Kafka key. */
    String subject();
}
