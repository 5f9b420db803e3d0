package dev.crosscheck.comparison.web;

import dev.crosscheck.comparison.page.Tokens;
import dev.crosscheck.comparison.page.Usd;
import dev.crosscheck.comparison.web.Digest.ScoreKey;
import dev.crosscheck.event.catalog.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Finds what to compare next: the models nearest to those on a page by price, by score and by size. */
final class Neighbours {

    static final String IN_SCORES = "Closest in scores";

    /** Enough to choose from, few enough to read. */
    private static final int SHOWN = 3;

    /**
     * How near a model is to one of the page's.
     *
     * @param away   0 for equal; only its order matters
     * @param detail the two numbers, for readers
     */
    private record Distance(double away, String detail) {}

    private record Candidate(Digest model, Digest nearest, Distance distance) {}

    /**
     * @param subjects the models on the page
     * @param all      every model known, in any order; the subjects may be among them
     * @return by price, by score, by size; a way in which nothing can be compared is left out
     */
    static List<NeighbourView> of(List<Digest> subjects, Collection<Digest> all) {
        List<NeighbourView> views = new ArrayList<>();
        nearest("Closest in price", subjects, all, Neighbours::byPrice).ifPresent(views::add);
        nearest(IN_SCORES, subjects, all, Neighbours::byScore).ifPresent(views::add);
        nearest("Closest in size", subjects, all, Neighbours::bySize).ifPresent(views::add);
        return views;
    }

    private static Optional<NeighbourView> nearest(
            String heading,
            List<Digest> subjects,
            Collection<Digest> all,
            BiFunction<Digest, Digest, Optional<Distance>> measure) {
        List<Candidate> candidates = new ArrayList<>();
        for (Digest model : all) {
            if (subjects.stream().noneMatch(subject -> subject.id().equals(model.id()))) {
                subjects.stream()
                        .flatMap(
                                subject -> measure
                                        .apply(subject, model)
                                        .map(distance -> new Candidate(model, subject, distance))
                                        .stream())
                        .min(Comparator.comparingDouble(
                                candidate -> candidate.distance().away()))
                        .ifPresent(candidates::add);
            }
        }
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        candidates.sort(Comparator.<Candidate>comparingDouble(
                        candidate -> candidate.distance().away())
                .thenComparing(candidate -> candidate.model().id()));
        return Optional.of(new NeighbourView(
                heading,
                candidates.stream()
                        .limit(SHOWN)
                        .map(candidate -> new NeighbourView.Item(
                                candidate.model().id(),
                                candidate.model().name(),
                                candidate.nearest().name(),
                                Addresses.pair(
                                        candidate.nearest().id(),
                                        candidate.model().id()),
                                candidate.distance().detail()))
                        .toList()));
    }

    /** Prices are near if their ratio is near one; free is near free only. */
    private static Optional<Distance> byPrice(Digest subject, Digest model) {
        if (subject.blended() == null || model.blended() == null) {
            return Optional.empty();
        }
        BigDecimal one = subject.blended().amount();
        BigDecimal other = model.blended().amount();
        if ((one.signum() == 0) != (other.signum() == 0)) {
            return Optional.empty();
        }
        return Optional.of(
                new Distance(ratio(one, other), Usd.exact(other) + " beside " + Usd.exact(one) + " blended"));
    }

    private static Optional<Distance> bySize(Digest subject, Digest model) {
        if (subject.parameters() == null || model.parameters() == null) {
            return Optional.empty();
        }
        return Optional.of(new Distance(
                ratio(subject.parameters(), model.parameters()),
                Tokens.rounded(model.parameters().longValueExact()) + " beside "
                        + Tokens.rounded(subject.parameters().longValueExact()) + " parameters"));
    }

    /** Mean difference over the percent scores that both have in the same setting. */
    private static Optional<Distance> byScore(Digest subject, Digest model) {
        BigDecimal sum = BigDecimal.ZERO;
        int shared = 0;
        for (Map.Entry<ScoreKey, BigDecimal> score : subject.scores().entrySet()) {
            BigDecimal other = model.scores().get(score.getKey());
            if (other != null && score.getKey().unit() == Unit.PERCENT) {
                sum = sum.add(score.getValue().subtract(other).abs());
                shared++;
            }
        }
        if (shared == 0) {
            return Optional.empty();
        }
        BigDecimal mean = sum.divide(BigDecimal.valueOf(shared), 1, RoundingMode.HALF_EVEN);
        return Optional.of(new Distance(
                mean.doubleValue(),
                mean.toPlainString() + " points apart on " + (shared == 1 ? "one benchmark" : shared + " benchmarks")));
    }

    private static double ratio(BigDecimal one, BigDecimal other) {
        return one.signum() == 0 ? 0 : Math.abs(StrictMath.log(one.doubleValue() / other.doubleValue()));
    }

    private Neighbours() {}
}
