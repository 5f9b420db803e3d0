package dev.crosscheck.pricing.quarantine;

import static java.util.Comparator.comparing;

import dev.crosscheck.event.SourcePolicy;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteContent;
import dev.crosscheck.pricing.quote.QuoteKey;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who yields where sources say of the very same offer what cannot both be true. Pure, and the same in whatever
 * order quotes arrive.
 *
 * <p>Three and more vote: whoever is far from the median of the others yields. Where that tells nothing, as of
 * two, whoever began to differ yields: at $3 by one since Monday and $3,000 by another since Tuesday it is the
 * other, whatever either says on Wednesday as long as they differ.
 */
final class OfferSources {

    private final BiFunction<QuoteContent, List<QuoteContent>, Optional<Doubt>> contradiction;
    private final Comparator<Quote> inOrder;

    /** @param policy of two who speak at the same moment the one to believe first stands */
    OfferSources(Plausibility plausibility, SourcePolicy policy) {
        this(plausibility::contradicts, policy);
    }

    private OfferSources(
            BiFunction<QuoteContent, List<QuoteContent>, Optional<Doubt>> contradiction, SourcePolicy policy) {
        this.contradiction = contradiction;
        this.inOrder = comparing((Quote quote) -> quote.provenance().observedAt())
                .thenComparing(quote -> policy.rank(
                        SourcePolicy.Subject.PRICE,
                        quote.key().source(),
                        quote.offer().provider()))
                .thenComparing(quote -> quote.key().source())
                .thenComparing(quote -> quote.key().offer().route());
    }

    /** The same of routes of one provider to one model. */
    static OfferSources ofRoutes(Plausibility plausibility, SourcePolicy policy) {
        return new OfferSources(plausibility::otherRoutes, policy);
    }

    /**
     * @param said what each source says of one offer
     * @param good all that a source said that was good by itself, in the order observed
     * @return the sources that yield, with what those say who stand; empty if nothing contradicts
     */
    Map<QuoteKey, List<QuoteContent>> yielding(Collection<Quote> said, Function<QuoteKey, List<Quote>> good) {
        Map<QuoteKey, QuoteContent> now = new HashMap<>();
        said.stream().filter(OfferSources::speaks).forEach(quote -> now.put(quote.key(), quote.content()));
        Set<QuoteKey> yielding = farFromTheOthers(now);
        if (yielding.isEmpty()) {
            return Map.of();
        }
        if (yielding.size() == now.size()) {
            yielding = whoBeganToDiffer(now.keySet().stream()
                    .flatMap(key -> good.apply(key).stream())
                    .sorted(inOrder)
                    .toList());
        }
        List<QuoteContent> standing = contents(now, yielding);
        return yielding.stream().collect(Collectors.toMap(key -> key, _ -> standing));
    }

    /** A route that is gone or has no price bears no witness. */
    private static boolean speaks(Quote quote) {
        return quote.content().terms() == Terms.PRICED && quote.content().status() != RouteStatus.RETIRED;
    }

    private Set<QuoteKey> farFromTheOthers(Map<QuoteKey, QuoteContent> now) {
        return now.keySet().stream().filter(key -> differs(now, key, Set.of())).collect(Collectors.toSet());
    }

    private Set<QuoteKey> whoBeganToDiffer(List<Quote> said) {
        Map<QuoteKey, QuoteContent> now = new HashMap<>();
        Set<QuoteKey> apart = new HashSet<>();
        for (Quote quote : said) {
            QuoteKey key = quote.key();
            apart.remove(key);
            now.remove(key);
            if (speaks(quote)) {
                now.put(key, quote.content());
                if (differs(now, key, apart)) {
                    apart.add(key);
                }
            }
            // What they had contradicted may be said no more.
            Set<QuoteKey> until = Set.copyOf(apart);
            apart.removeIf(other -> !differs(now, other, until));
        }
        return apart;
    }

    /** Whether a source is far from the others, but for those who are left aside. */
    private boolean differs(Map<QuoteKey, QuoteContent> now, QuoteKey key, Set<QuoteKey> aside) {
        Set<QuoteKey> without = new HashSet<>(aside);
        without.add(key);
        return contradiction
                .apply(Objects.requireNonNull(now.get(key)), contents(now, without))
                .isPresent();
    }

    private static List<QuoteContent> contents(Map<QuoteKey, QuoteContent> now, Set<QuoteKey> without) {
        return now.entrySet().stream()
                .filter(source -> !without.contains(source.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
