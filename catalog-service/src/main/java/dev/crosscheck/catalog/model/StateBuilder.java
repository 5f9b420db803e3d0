package dev.crosscheck.catalog.model;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.crosscheck.catalog.claim.ClaimKind;
import dev.crosscheck.catalog.claim.HeldClaim;
import dev.crosscheck.catalog.score.ScoreContent;
import dev.crosscheck.catalog.statement.StatementContent;
import dev.crosscheck.catalog.statement.TakeContent;
import dev.crosscheck.event.SourcePolicy;
import dev.crosscheck.event.Tolerances;
import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.catalog.ModelState.Claimed;
import dev.crosscheck.event.catalog.ModelState.Fact;
import dev.crosscheck.event.catalog.ModelState.Score;
import dev.crosscheck.event.catalog.ModelState.Statement;
import dev.crosscheck.event.catalog.ModelState.Take;
import dev.crosscheck.event.catalog.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** Builds the state of a model from what is held of it. Pure: the same claims give the same state, in any order. */
final class StateBuilder {

    private final SourcePolicy policy;
    private final Tolerances tolerances;

    StateBuilder(SourcePolicy policy) {
        this.policy = policy;
        this.tolerances = policy.tolerances();
    }

    /**
     * @param claims     all that is held of this model
     * @param benchmarks at least those of the claims, by id
     * @param aliases    of this model
     */
    ModelState build(
            String model,
            long revision,
            Collection<HeldClaim> claims,
            Map<String, ModelState.Benchmark> benchmarks,
            Collection<ModelAlias> aliases) {
        Map<ClaimKind, List<HeldClaim>> said = claims.stream()
                .filter(claim -> claim.content() != null)
                .collect(groupingBy(claim -> claim.key().kind()));
        return new ModelState(
                model,
                revision,
                facts(said.getOrDefault(ClaimKind.FACT, List.of())),
                scores(said.getOrDefault(ClaimKind.SCORE, List.of()), benchmarks),
                statements(said.getOrDefault(ClaimKind.STATEMENT, List.of())),
                takes(said.getOrDefault(ClaimKind.TAKE, List.of())),
                aliases.stream()
                        .sorted(Comparator.comparing(ModelAlias::source).thenComparing(ModelAlias::spelling))
                        .toList());
    }

    private List<Fact> facts(List<HeldClaim> claims) {
        List<Fact> facts = new ArrayList<>();
        byItem(claims).forEach((item, said) -> {
            ModelField field = ModelField.of(item);
            SourcePolicy.Choice<HeldClaim> choice = policy.choose(
                    SourcePolicy.Subject.MODEL,
                    said,
                    reading((one, other) -> tolerances.disagree(field.type(), content(one), content(other))));
            facts.add(new Fact(
                    field,
                    content(choice.chosen()),
                    choice.chosen().provenance(),
                    choice.rule(),
                    choice.others().stream()
                            .map(other -> new Claimed(
                                    content(other.word()), other.word().provenance(), other.disagrees()))
                            .toList()));
        });
        facts.sort(Comparator.comparing(Fact::field));
        return facts;
    }

    private List<Score> scores(List<HeldClaim> claims, Map<String, ModelState.Benchmark> benchmarks) {
        List<Score> scores = new ArrayList<>();
        byItem(claims).forEach((_, said) -> {
            ModelState.Benchmark benchmark =
                    Objects.requireNonNull(benchmarks.get(said.getFirst().benchmark()), "benchmark");
            SourcePolicy.Choice<HeldClaim> choice = policy.choose(
                    SourcePolicy.Subject.SCORE,
                    said,
                    reading((one, other) -> disagree(benchmark.unit(), score(one), score(other))));
            HeldClaim chosen = choice.chosen();
            ScoreContent score = score(chosen);
            scores.add(new Score(
                    benchmark,
                    score.setting(),
                    score.value(),
                    score.low(),
                    score.high(),
                    score.selfReported(),
                    score.evidenceUrl(),
                    chosen.provenance(),
                    choice.rule(),
                    choice.others().stream()
                            .map(other -> new Claimed(
                                    score(other.word()).value().toPlainString(),
                                    other.word().provenance(),
                                    other.disagrees()))
                            .toList()));
        });
        // Within a benchmark the items are ordered already: they are grouped by setting in a fixed order.
        scores.sort(Comparator.comparing(score -> score.benchmark().id()));
        return scores;
    }

    private static List<Statement> statements(List<HeldClaim> claims) {
        return claims.stream()
                .map(claim -> {
                    StatementContent said = StatementContent.read(content(claim));
                    return new Statement(
                            claim.key().item(), said.kind(), said.audience(), said.text(), claim.provenance());
                })
                .sorted(Comparator.comparing(Statement::kind)
                        .thenComparing(Statement::id)
                        .thenComparing(
                                statement -> statement.provenance().source().id()))
                .toList();
    }

    private List<Take> takes(List<HeldClaim> claims) {
        List<Take> takes = new ArrayList<>();
        byItem(claims).forEach((item, said) -> {
            HeldClaim chosen = policy.choose(SourcePolicy.Subject.MODEL, said, reading((_, _) -> false))
                    .chosen();
            TakeContent take = TakeContent.read(content(chosen));
            takes.add(
                    new Take(item, take.models(), take.markdown(), take.author(), take.sources(), chosen.provenance()));
        });
        return takes;
    }

    private static SourcePolicy.Reading<HeldClaim> reading(BiPredicate<HeldClaim, HeldClaim> disagree) {
        return new SourcePolicy.Reading<>(HeldClaim::provenance, HeldClaim::confirmedAt, disagree);
    }

    private boolean disagree(Unit unit, ScoreContent chosen, ScoreContent other) {
        return tolerances.disagree(unit, chosen.value(), chosen.low(), chosen.high(), other.value());
    }

    private static Map<String, List<HeldClaim>> byItem(List<HeldClaim> claims) {
        return claims.stream().collect(groupingBy(claim -> claim.key().item(), TreeMap::new, toList()));
    }

    private static ScoreContent score(HeldClaim claim) {
        return ScoreContent.read(content(claim));
    }

    private static String content(HeldClaim claim) {
        return Objects.requireNonNull(claim.content(), "content");
    }
}
