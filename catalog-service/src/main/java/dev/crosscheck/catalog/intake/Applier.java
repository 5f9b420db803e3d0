package dev.crosscheck.catalog.intake;

import static dev.crosscheck.kit.inbox.Outcome.ACCEPTED;
import static dev.crosscheck.kit.inbox.Outcome.LATE;
import static dev.crosscheck.kit.inbox.Outcome.UNCHANGED;

import dev.crosscheck.catalog.claim.Claim;
import dev.crosscheck.catalog.claim.ClaimBook;
import dev.crosscheck.catalog.claim.ClaimDecision;
import dev.crosscheck.catalog.claim.ClaimKey;
import dev.crosscheck.catalog.claim.ClaimKind;
import dev.crosscheck.catalog.claim.HeldClaim;
import dev.crosscheck.catalog.claim.HistoryEntry;
import dev.crosscheck.catalog.intake.Effect.Done;
import dev.crosscheck.catalog.intake.Effect.Refused;
import dev.crosscheck.catalog.intake.Effect.Waits;
import dev.crosscheck.catalog.score.Benchmark;
import dev.crosscheck.catalog.score.DefinitionDecision;
import dev.crosscheck.catalog.score.ScoreContent;
import dev.crosscheck.catalog.statement.StatementContent;
import dev.crosscheck.catalog.statement.TakeContent;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.catalog.BenchmarkDefined;
import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.catalog.ScoreReported;
import dev.crosscheck.event.catalog.SpellingLinked;
import dev.crosscheck.event.catalog.StatementMade;
import dev.crosscheck.event.catalog.TakeWritten;
import dev.crosscheck.kit.inbox.Outcome;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applies updates one after the other to what is known, and notes what has to be written for it. */
final class Applier {

    private final Known known;
    private final Writes writes;
    private final Spellings spellings;
    private final OffsetDateTime now;

    Applier(Known known, Writes writes, OffsetDateTime now) {
        this.known = known;
        this.writes = writes;
        this.spellings = new Spellings(known, writes);
        this.now = now;
    }

    /** An update is refused before anything of it is noted. */
    Effect apply(Update update) {
        try {
            return switch (update.body()) {
                case ModelReported report -> report(update, report);
                case BenchmarkDefined definition -> define(update, definition);
                case ScoreReported score -> score(update, score);
                case StatementMade statement -> state(update, statement);
                case TakeWritten take -> take(update, take);
                case SpellingLinked link -> link(update, link);
            };
        } catch (InvalidEventException e) {
            return new Refused(String.valueOf(e.getMessage()));
        }
    }

    private Effect report(Update update, ModelReported report) {
        String model = report.model();
        boolean isNew = !known.hasModel(model);
        if (isNew && report.facts().get(ModelField.NAME) == null) {
            return new Waits(
                    Reference.model(model), "model", "a known model, or a report that gives its name in facts.name");
        }
        for (ModelAlias alias : report.aliases()) {
            spellings.requireFree(alias, model);
        }
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        if (isNew) {
            known.create(model, now);
            writes.nowKnown(Reference.model(model));
            writes.touch(model);
            outcomes.add(ACCEPTED);
        }
        for (ModelAlias alias : report.aliases()) {
            outcomes.add(spellings.listed(alias, report, update.eventId()));
        }
        report.facts()
                .forEach((field, text) -> outcomes.add(claim(new Claim(
                        new ClaimKey(
                                model,
                                ClaimKind.FACT,
                                field.id(),
                                report.source().id()),
                        null,
                        text,
                        update.provenance(),
                        report.correction()))));
        return done(outcomes);
    }

    private Effect define(Update update, BenchmarkDefined definition) {
        String id = definition.benchmark();
        Set<String> spellings = new LinkedHashSet<>(definition.aliases());
        spellings.add(definition.name());
        spellings.add(id);
        for (String spelling : spellings) {
            Optional<Benchmark> held = known.benchmark(spelling);
            if (held.isPresent() && !held.get().id().equals(id)) {
                throw new InvalidEventException(
                        spelling.equals(id) ? "benchmark" : "aliases",
                        spelling,
                        "a spelling that is free; it is known as " + held.get().id());
            }
        }
        Benchmark defined = new Benchmark(
                id,
                definition.name(),
                definition.measures(),
                definition.unit(),
                definition.better(),
                definition.minimum(),
                definition.maximum(),
                update.provenance());
        DefinitionDecision decision = DefinitionDecision.of(defined, definition.correction(), known.benchmark(id));
        switch (decision) {
            case NEW, CHANGED, CORRECTED -> {
                known.put(defined);
                writes.define(defined, decision);
            }
            case LATE -> writes.rememberDefinition(defined, decision);
            case UNCHANGED -> {}
        }
        boolean spelled = false;
        for (String spelling : spellings) {
            if (decision == DefinitionDecision.NEW || known.benchmark(spelling).isEmpty()) {
                known.putSpelling(spelling, id);
                writes.spelling(spelling, id, update.eventId());
                writes.nowKnown(Reference.benchmark(spelling));
                spelled = true;
            }
        }
        return new Done(
                switch (decision) {
                    case NEW, CHANGED, CORRECTED -> ACCEPTED;
                    case LATE -> spelled ? ACCEPTED : LATE;
                    case UNCHANGED -> spelled ? ACCEPTED : UNCHANGED;
                });
    }

    private Effect score(Update update, ScoreReported score) {
        String source = score.source().id();
        Optional<String> model = known.model(score.model(), source);
        if (model.isEmpty()) {
            return waitsForModel("model", score.model());
        }
        Optional<Benchmark> benchmark = known.benchmark(score.benchmark());
        if (benchmark.isEmpty()) {
            return new Waits(
                    Reference.benchmark(score.benchmark()),
                    "benchmark",
                    "the id, name or alias of a benchmark that is defined");
        }
        benchmark.get().requireInRange("value", score.value());
        benchmark.get().requireInRange("low", score.low());
        benchmark.get().requireInRange("high", score.high());
        String id = benchmark.get().id();
        return done(Set.of(claim(new Claim(
                new ClaimKey(model.get(), ClaimKind.SCORE, ScoreContent.item(id, score.setting()), source),
                id,
                ScoreContent.of(score),
                update.provenance(),
                score.correction()))));
    }

    private Effect state(Update update, StatementMade statement) {
        String source = statement.source().id();
        Optional<String> model = known.model(statement.model(), source);
        if (model.isEmpty()) {
            return waitsForModel("model", statement.model());
        }
        return done(Set.of(claim(new Claim(
                new ClaimKey(model.get(), ClaimKind.STATEMENT, statement.statement(), source),
                null,
                StatementContent.of(statement),
                update.provenance(),
                statement.correction()))));
    }

    private Effect take(Update update, TakeWritten take) {
        for (String model : take.models()) {
            if (!known.hasModel(model)) {
                return waitsForModel("models", model);
            }
        }
        ClaimKey key = new ClaimKey(
                take.subject(), ClaimKind.TAKE, take.take(), take.source().id());
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        // A take that now speaks of other models leaves the one that kept it.
        for (HeldClaim elsewhere : known.takesElsewhere(key)) {
            outcomes.add(claim(new Claim(elsewhere.key(), null, null, update.provenance(), take.correction())));
        }
        outcomes.add(claim(new Claim(key, null, TakeContent.of(take), update.provenance(), take.correction())));
        return done(outcomes);
    }

    private Effect link(Update update, SpellingLinked link) {
        if (!known.hasModel(link.model())) {
            return new Waits(Reference.model(link.model()), "model", "the id of a known model");
        }
        return new Done(spellings.said(link, update.eventId()));
    }

    private Outcome claim(Claim claim) {
        ClaimDecision decision = ClaimBook.decide(claim, known.claim(claim.key()));
        return switch (decision) {
            case ClaimDecision.New(Claim said) -> hold(said, "new");
            case ClaimDecision.Changed(Claim said) -> hold(said, "change");
            case ClaimDecision.Corrected(Claim said) -> hold(said, "correction");
            case ClaimDecision.TakenBack(Claim said) -> hold(said, "retraction");
            case ClaimDecision.Unchanged(HeldClaim confirmed) -> {
                if (!known.claim(claim.key()).equals(Optional.of(confirmed))) {
                    known.put(confirmed);
                    writes.hold(confirmed);
                    // The age of a source's word may decide whether it is shown.
                    writes.touch(claim.key().model());
                }
                writes.remember(new HistoryEntry(claim, HistoryEntry.CONFIRMATION));
                yield UNCHANGED;
            }
            case ClaimDecision.Late late -> {
                writes.remember(new HistoryEntry(late.claim(), "late"));
                yield LATE;
            }
        };
    }

    private Outcome hold(Claim claim, String decision) {
        HeldClaim held = HeldClaim.of(claim);
        known.put(held);
        writes.hold(held);
        writes.remember(new HistoryEntry(claim, decision));
        writes.touch(claim.key().model());
        return ACCEPTED;
    }

    private static Waits waitsForModel(String field, String name) {
        return new Waits(Reference.model(name), field, "the id of a known model, or a spelling of this source for one");
    }

    /** The strongest of the outcomes of an update's parts. */
    private static Done done(Set<Outcome> outcomes) {
        return new Done(List.of(ACCEPTED, LATE).stream()
                .filter(outcomes::contains)
                .findFirst()
                .orElse(UNCHANGED));
    }
}
