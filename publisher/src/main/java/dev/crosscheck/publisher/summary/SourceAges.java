package dev.crosscheck.publisher.summary;

import dev.crosscheck.event.SourceUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How old the facts of each source are. */
public final class SourceAges {

    private final Instant now;
    private final Map<String, SourceUse> sources = new TreeMap<>();

    /** @param now ages are counted to this moment */
    public SourceAges(Instant now) {
        this.now = now;
    }

    /** Whether something is within its limits. */
    public enum Level {
        FINE,
        WARNING,
        LIMIT;

        public String word() {
            return this == FINE ? "fine" : this == WARNING ? "past the warning" : "past the limit";
        }

        public static Level worse(Level one, Level other) {
            return one.compareTo(other) >= 0 ? one : other;
        }
    }

    /** A source: how many of its facts are in use, and when the newest and the oldest of them were read. */
    public record Row(String source, long facts, Instant newest, Instant oldest, Level level) {}

    /** Counts what one service shows of a source. */
    public void add(SourceUse use) {
        sources.merge(use.source(), use, SourceUse::plus);
    }

    /** @return what an age means */
    public static Level level(Duration age, Duration warn, Duration error) {
        return age.compareTo(error) > 0 ? Level.LIMIT : age.compareTo(warn) > 0 ? Level.WARNING : Level.FINE;
    }

    public List<Row> rows(Duration warn, Duration error) {
        return sources.entrySet().stream()
                .map(entry -> new Row(
                        entry.getKey(),
                        entry.getValue().facts(),
                        entry.getValue().newest(),
                        entry.getValue().oldest(),
                        level(Duration.between(entry.getValue().newest(), now), warn, error)))
                .toList();
    }

    public Level worst(Duration warn, Duration error) {
        return rows(warn, error).stream().map(Row::level).reduce(Level.FINE, Level::worse);
    }

    public Table table(Duration warn, Duration error) {
        Table table = new Table("source", "facts in use", "newest read", "age of the newest", "oldest read", "");
        rows(warn, error)
                .forEach(row -> table.row(
                        row.source(),
                        row.facts(),
                        row.newest(),
                        age(Duration.between(row.newest(), now)),
                        row.oldest(),
                        row.level().word()));
        return table;
    }

    private static String age(Duration age) {
        return age.toDays() > 0
                ? age.toDays() + " d"
                : String.format(Locale.ROOT, "%d h %d min", age.toHours(), age.toMinutesPart());
    }
}
