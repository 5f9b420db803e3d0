package dev.crosscheck.event.catalog;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Slug;
import dev.crosscheck.event.Source;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the catalog holds of one model: whole state, never a difference. A reader that keeps the
 * highest {@code revision} is right, whatever was repeated or reordered on the way.
 *
 * @param model      id
 * @param revision   1 for the first state, higher with each change: by one, or by a leap after a restore
 * @param facts      one for each known field, in the order of {@link ModelField}
 * @param scores     by benchmark id, then setting
 * @param statements by kind, then id
 * @param takes      those of which this is the first model
 * @param aliases    by source, then spelling
 */
public record ModelState(
        String model,
        long revision,
        List<Fact> facts,
        List<Score> scores,
        List<Statement> statements,
        List<Take> takes,
        List<ModelAlias> aliases) {

    public ModelState {
        Slug.require("model", model);
        if (revision < 1) {
            throw new InvalidEventException("revision", revision, "at least 1");
        }
        facts = facts == null ? List.of() : List.copyOf(facts);
        scores = scores == null ? List.of() : List.copyOf(scores);
        statements = statements == null ? List.of() : List.copyOf(statements);
        takes = takes == null ? List.of() : List.copyOf(takes);
        aliases = aliases == null ? List.of() : List.copyOf(aliases);
    }

    /**
     * The value chosen for a field.
     *
     * @param rule   why this one was chosen, for readers; null when no source disagrees
     * @param others what the other sources say; they may agree
     */
    public record Fact(
            ModelField field,
            String value,
            Provenance provenance,
            @Nullable String rule,
            List<Claimed> others) {
        public Fact {
            others = others == null ? List.of() : List.copyOf(others);
        }
    }

    /**
     * A value that another source gives.
     *
     * @param disagrees whether it is further from the chosen one than the source policy tolerates
     */
    public record Claimed(String value, Provenance provenance, boolean disagrees) {}

    /** How to read a benchmark's numbers, as the catalog defines it at this revision. */
    public record Benchmark(
            String id,
            String name,
            String measures,
            Unit unit,
            Better better,
            @Nullable BigDecimal minimum,
            @Nullable BigDecimal maximum) {}

    /**
     * The score chosen for a benchmark and setting.
     *
     * @param others what other sources give for the same setting
     */
    public record Score(
            Benchmark benchmark,
            Setting setting,
            BigDecimal value,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            @Nullable Boolean selfReported,
            @Nullable String evidenceUrl,
            Provenance provenance,
            @Nullable String rule,
            List<Claimed> others) {
        public Score {
            others = others == null ? List.of() : List.copyOf(others);
        }
    }

    /** A sentence of a source, as that source's claim. */
    public record Statement(
            String id, StatementKind kind, @Nullable String audience, String text, Provenance provenance) {}

    /** An editor's opinion, in Markdown that has not been made safe yet. */
    public record Take(
            String id,
            List<String> models,
            String markdown,
            String author,
            List<Source> sources,
            Provenance provenance) {
        public Take {
            models = List.copyOf(models);
            sources = sources == null ? List.of() : List.copyOf(sources);
        }
    }
}
