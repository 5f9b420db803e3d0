package dev.crosscheck.event;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whom to believe when sources speak of the same thing.
 *
 * <p>The source of the lowest rank is shown; among equals the one read last; among those, the first
 * by id. Nothing else decides, so the same claims always give the same choice, in any order.
 */
public final class SourcePolicy {

    /** The rank of a source that no policy names. */
    public static final int DEFAULT_RANK = 50;

    /** What the usual ranks stand for, in the words that readers see. */
    private static final Map<Integer, String> RANK_NAMES = Map.of(
            10,
            "a maker's own card",
            20,
            "a provider's own list",
            30,
            "a curated catalogue",
            40,
            "an independent measurement",
            DEFAULT_RANK,
            "other sources",
            70,
            "an aggregator",
            90,
            "a scraped page");

    private final Map<String, Integer> ranks;

    /**
     * @param ranks source id to rank, 1 to 99, lower wins; sources left out have
     *     {@value #DEFAULT_RANK}
     */
    public SourcePolicy(Map<String, Integer> ranks) {
        ranks.forEach((source, rank) -> {
            if (rank < 1 || rank > 99) {
                throw new IllegalArgumentException("rank of " + source + ": " + rank + " (expected: 1 to 99)");
            }
        });
        this.ranks = Map.copyOf(ranks);
    }

    public int rank(String source) {
        return ranks.getOrDefault(source, DEFAULT_RANK);
    }

    /** The claim to show first: by rank, then the newest, then by source id. */
    public Comparator<Provenance> order() {
        return Comparator.comparingInt(
                        (Provenance provenance) -> rank(provenance.source().id()))
                .thenComparing(Provenance::observedAt, Comparator.reverseOrder())
                .thenComparing(provenance -> provenance.source().id())
                .thenComparing(Provenance::eventId);
    }

    /**
     * Chooses among the claims of different sources.
     *
     * @param claims     at least one
     * @param provenance where a claim comes from
     * @throws IllegalArgumentException if there are no claims
     */
    public <T> Choice<T> choose(List<T> claims, Function<T, Provenance> provenance) {
        return choose(claims, provenance, claim -> claim);
    }

    /**
     * Chooses among the claims of different sources, where claims agree if their values are equal.
     *
     * @param claims     at least one
     * @param provenance where a claim comes from
     * @param value      what it says
     * @throws IllegalArgumentException if there are no claims
     */
    public <T> Choice<T> choose(List<T> claims, Function<T, Provenance> provenance, Function<T, ?> value) {
        if (claims.isEmpty()) {
            throw new IllegalArgumentException("claims: none (expected: at least one)");
        }
        List<T> ordered = claims.stream()
                .sorted(Comparator.comparing(provenance, order()))
                .toList();
        T chosen = ordered.getFirst();
        List<T> others = ordered.subList(1, ordered.size());
        // The rule tells why this value and no other; a source that agrees needs no reason.
        String rule = others.stream()
                .filter(other -> !value.apply(other).equals(value.apply(chosen)))
                .findFirst()
                .map(rival -> rule(provenance.apply(chosen), provenance.apply(rival)))
                .orElse(null);
        return new Choice<>(chosen, others, rule);
    }

    private String rule(Provenance chosen, Provenance rival) {
        int rank = rank(chosen.source().id());
        int rivalRank = rank(rival.source().id());
        if (rank != rivalRank) {
            return name(rank) + " before " + name(rivalRank);
        }
        if (!chosen.observedAt().equals(rival.observedAt())) {
            return "the newest among sources of equal rank";
        }
        return "the first by source id among sources of equal rank and date";
    }

    private static String name(int rank) {
        return RANK_NAMES.getOrDefault(rank, "a source of rank " + rank);
    }

    /**
     * What was chosen.
     *
     * @param chosen the claim to show
     * @param others the rest, in the order in which they would be chosen
     * @param rule   why the chosen one stands before the first that disagrees, such as {@code a
     *     maker's own card before an aggregator}; null when all agree
     */
    public record Choice<T>(
            T chosen, List<T> others, @Nullable String rule) {}
}
