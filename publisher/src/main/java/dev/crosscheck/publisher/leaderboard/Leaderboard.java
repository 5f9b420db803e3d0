package dev.crosscheck.publisher.leaderboard;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.catalog.BenchmarkDefined;
import dev.crosscheck.event.catalog.Better;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.publisher.source.ImportSource;
import dev.crosscheck.publisher.source.Kind;
import dev.crosscheck.publisher.source.Mapping;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What leaderboards have in common: benchmarks that the importer defines, then scores that wait for a known model. */
abstract class Leaderboard implements ImportSource {

    /** The day on which the definitions were last looked through. */
    private static final Instant DEFINED = Instant.parse("2026-07-02T00:00:00Z");

    /** Whose definitions the benchmarks have, where the leaderboard is no document that defines them. */
    private static final Source EDITORS = new Source("crosscheck-editors", "Crosscheck editors", null);

    private final Instant observedAt;

    Leaderboard(Instant observedAt) {
        this.observedAt = observedAt;
    }

    abstract List<BenchmarkDefined> benchmarks();

    /** Reads the file from its beginning. */
    abstract void scores(Consumer<Mapping<Kind.Reported>> into) throws IOException;

    @Override
    public Instant observedAt() {
        return observedAt;
    }

    @Override
    public List<List<Kind>> steps() {
        return List.of(
                List.of(Kind.catalog(
                        "benchmarks",
                        (Consumer<Mapping<BenchmarkDefined>> into) -> benchmarks()
                                .forEach(defined ->
                                        into.accept(Mapping.of("benchmarks/" + defined.benchmark(), _ -> defined))))),
                List.of(new Kind("scores", Kind.Taker.CATALOG, this::scores)));
    }

    static BenchmarkDefined percent(String id, String name, String measures) {
        return new BenchmarkDefined(
                id,
                name,
                measures,
                Unit.PERCENT,
                Better.HIGHER,
                BigDecimal.ZERO,
                BigDecimal.valueOf(100),
                List.of(),
                EDITORS,
                DEFINED,
                null,
                false);
    }

    static BenchmarkDefined open(String id, String name, String measures, Unit unit, Better better) {
        return new BenchmarkDefined(
                id,
                name,
                measures,
                unit,
                better,
                better == Better.LOWER ? BigDecimal.ZERO : null,
                null,
                List.of(),
                EDITORS,
                DEFINED,
                null,
                false);
    }

    /** @return null for an empty text */
    static @Nullable BigDecimal number(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException _) {
            throw new InvalidEventException(field, text, "a number");
        }
    }

    /** The beginning of a day. */
    static Instant day(String field, @Nullable String text) {
        try {
            return LocalDate.parse(String.valueOf(text))
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeParseException _) {
            throw new InvalidEventException(field, text, "YYYY-MM-DD");
        }
    }
}
