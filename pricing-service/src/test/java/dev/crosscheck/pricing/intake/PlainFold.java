package dev.crosscheck.pricing.intake;

import static java.util.stream.Collectors.joining;

import dev.crosscheck.event.pricing.ProviderReported;
import dev.crosscheck.event.pricing.QuoteReviewed;
import dev.crosscheck.event.pricing.QuoteReviewed.Decision;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.UpdatesWithdrawn;
import dev.crosscheck.pricing.intake.Events.Price;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Price sheets of any moment, folded from the raw events as plainly as can be. It shares nothing with the
 * service: what both say is right twice or wrong twice.
 */
final class PlainFold {

    /** Stands with an offer of which a newer price is held back. */
    static final String UNDER_REVIEW = "under-review";

    /** Two of one rank, so that the age decides between them. */
    private static final Map<String, Integer> RANKS = Map.of("acme-list", 20, "reseller", 70, "one", 50, "two", 50);

    /** Times that a price may move at once, and that sources of one offer may differ. */
    private static final BigDecimal TRUSTED = BigDecimal.TEN;

    private static final BigDecimal OUT_OF_LINE = new BigDecimal("30");
    private static final BigDecimal LOWEST = new BigDecimal("0.0001");
    private static final BigDecimal HIGHEST = new BigDecimal("2000");

    private final List<Told> known;
    private final List<Told> quotes;
    private final @Nullable Instant asOf;

    private PlainFold(List<Told> known, List<Told> quotes, @Nullable Instant asOf) {
        this.known = known;
        this.quotes = quotes;
        this.asOf = asOf;
    }

    /** One source's quotes of one provider, where they began to say something new, and what is made of them. */
    private record Series(List<Told> beginnings, @Nullable Told shown, Set<String> bad, boolean underReview) {

        Told good() {
            return Objects.requireNonNull(shown);
        }
    }

    /** What a price is looked at beside: what the other providers charge, and what other sources say of the offer. */
    private record Others(List<BigDecimal> providers, List<BigDecimal> sources) {}

    /**
     * The offers of the model by provider, in a few words each; null if nothing was known of it then.
     *
     * @param told in the order recorded
     */
    static @Nullable Map<String, String> of(
            List<Told> told, String model, @Nullable Instant asOf, @Nullable Instant knownAt) {
        List<Told> known = told.stream()
                .filter(one -> knownAt == null || !one.recordedAt().isAfter(knownAt))
                .toList();
        List<Told> said = known.stream()
                .filter(one ->
                        one.event() instanceof Price price && price.model().equals(model))
                .toList();
        Set<String> takenBack = takenBack(known);
        List<Told> left =
                said.stream().filter(one -> !takenBack.contains(one.id())).toList();
        List<Told> then = left.stream()
                .filter(one -> asOf == null || !since(quoted(one)).isAfter(asOf))
                .toList();
        if (said.isEmpty() || (then.isEmpty() && !left.isEmpty())) {
            return null;
        }
        return new PlainFold(known, then, asOf).offers();
    }

    static Instant since(Price price) {
        return Objects.requireNonNullElse(price.validFrom(), price.observedAt());
    }

    private static Set<String> takenBack(List<Told> known) {
        Set<String> takenBack = new HashSet<>();
        for (Told one : known) {
            if (one.event() instanceof UpdatesWithdrawn withdrawn) {
                takenBack.addAll(withdrawn.events());
                for (Told update : known) {
                    if (update.batch() != null && update.batch().equals(withdrawn.batch())) {
                        takenBack.add(update.id());
                    }
                }
            }
        }
        return takenBack;
    }

    private Map<String, String> offers() {
        Map<String, Map<String, List<Told>>> byOffer = new TreeMap<>();
        for (Told one : quotes) {
            byOffer.computeIfAbsent(quoted(one).provider(), _ -> new TreeMap<>())
                    .computeIfAbsent(quoted(one).source(), _ -> new ArrayList<>())
                    .add(one);
        }
        Map<String, List<Series>> judged = new TreeMap<>();
        byOffer.forEach((provider, bySource) -> judged.put(
                provider,
                bySource.values().stream()
                        .map(of -> judge(beginnings(of), null))
                        .toList()));
        Map<String, BigDecimal> charged = charged(judged);
        Map<String, String> offers = new TreeMap<>();
        judged.forEach((provider, ofProvider) -> {
            List<BigDecimal> providers = charged.entrySet().stream()
                    .filter(other -> !other.getKey().equals(provider))
                    .map(Map.Entry::getValue)
                    .toList();
            List<Series> speaking = ofProvider.stream()
                    .filter(one -> one.shown() != null && quoted(one.good()).status() != RouteStatus.RETIRED)
                    .filter(one -> !outOfLine(price(one.good()), providers))
                    .toList();
            List<Series> yielding = yielding(speaking);
            List<BigDecimal> standing = speaking.stream()
                    .filter(one -> !yielding.contains(one))
                    .map(one -> price(one.good()))
                    .toList();
            List<Series> shown = new ArrayList<>();
            for (Series alone : ofProvider) {
                Series series = alone;
                if (yielding.contains(alone)) {
                    series = judge(alone.beginnings(), new Others(providers, standing));
                } else if (alone.shown() != null && outOfLine(price(alone.good()), providers)) {
                    series = judge(alone.beginnings(), new Others(providers, List.of()));
                }
                if (series.shown() != null) {
                    shown.add(series);
                }
            }
            if (!shown.isEmpty()) {
                offers.put(provider, offer(provider, shown));
            }
        });
        return offers;
    }

    /** Who says of one offer what cannot be true beside what the others say of it; by vote, or else by age. */
    private static List<Series> yielding(List<Series> speaking) {
        List<Series> apart = speaking.stream()
                .filter(one -> contradicts(
                        price(one.good()),
                        speaking.stream()
                                .filter(other -> other != one)
                                .map(other -> price(other.good()))
                                .toList()))
                .toList();
        if (apart.isEmpty() || apart.size() < speaking.size()) {
            return apart;
        }
        Map<String, BigDecimal> now = new TreeMap<>();
        Set<String> differing = new HashSet<>();
        speaking.stream()
                .flatMap(one ->
                        one.beginnings().stream().filter(quote -> !one.bad().contains(quote.id())))
                .sorted(Comparator.<Told, Instant>comparing(one -> quoted(one).observedAt()))
                .forEach(one -> {
                    String source = quoted(one).source();
                    differing.remove(source);
                    now.remove(source);
                    if (quoted(one).status() != RouteStatus.RETIRED) {
                        now.put(source, price(one));
                        if (contradicts(price(one), others(now, source, differing))) {
                            differing.add(source);
                        }
                    }
                    Set<String> before = Set.copyOf(differing);
                    differing.removeIf(any -> !contradicts(now.get(any), others(now, any, before)));
                });
        return speaking.stream()
                .filter(one -> differing.contains(quoted(one.good()).source()))
                .toList();
    }

    private static List<BigDecimal> others(Map<String, BigDecimal> now, String source, Set<String> aside) {
        return now.entrySet().stream()
                .filter(other -> !other.getKey().equals(source) && !aside.contains(other.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private String offer(String provider, List<Series> shown) {
        shown.sort(Comparator.<Series>comparingInt(
                        one -> RANKS.get(quoted(one.good()).source()))
                .thenComparing(one -> quoted(one.good()).observedAt(), Comparator.reverseOrder())
                .thenComparing(one -> quoted(one.good()).source()));
        Series chosen = shown.getFirst();
        return String.join(
                " ",
                name(provider),
                plain(price(chosen.good())),
                quoted(chosen.good()).status().name(),
                quoted(chosen.good()).source(),
                chosen.good().id(),
                chosen.underReview() ? UNDER_REVIEW : "",
                shown.stream().skip(1).map(one -> one.good().id()).collect(joining(",")),
                points(chosen));
    }

    /** Each against the last good one before it, unless a person has said. */
    private Series judge(List<Told> beginnings, @Nullable Others others) {
        Map<String, Decision> decided = decided(quoted(beginnings.getFirst()));
        Told good = null;
        BigDecimal paid = BigDecimal.ZERO;
        Set<String> bad = new HashSet<>();
        boolean underReview = false;
        for (Told one : beginnings) {
            Decision decision = decided.get(content(quoted(one)));
            boolean shownAlready = good != null && content(quoted(good)).equals(content(quoted(one)));
            boolean doubtful = !shownAlready && doubtful(quoted(one), good, paid, others);
            underReview = doubtful && decision == null;
            if (decision == Decision.REJECT || underReview) {
                bad.add(one.id());
            } else {
                good = one;
                paid = price(one).signum() > 0 ? price(one) : paid;
            }
        }
        return new Series(beginnings, good, bad, underReview);
    }

    /** What people said last of each content of the series, as far as they and what they spoke of were known. */
    private Map<String, Decision> decided(Price ofSeries) {
        Map<String, Decision> decided = new HashMap<>();
        Set<String> takenBack = takenBack(known);
        known.stream()
                .filter(one -> one.event() instanceof QuoteReviewed review
                        && review.model().equals(ofSeries.model())
                        && !takenBack.contains(one.id()))
                .sorted(Comparator.comparing(one -> ((QuoteReviewed) one.event()).observedAt()))
                .forEach(one -> {
                    QuoteReviewed review = (QuoteReviewed) one.event();
                    for (Told about : known) {
                        if (about.id().equals(review.event())
                                && about.event() instanceof Price price
                                && price.model().equals(ofSeries.model())
                                && price.provider().equals(ofSeries.provider())
                                && price.source().equals(ofSeries.source())) {
                            decided.put(content(price), review.decision());
                        }
                    }
                });
        return decided;
    }

    private static boolean doubtful(Price price, @Nullable Told good, BigDecimal paid, @Nullable Others others) {
        BigDecimal now = new BigDecimal(price.input());
        if (price.hold() != null
                || (others != null && (outOfLine(now, others.providers()) || contradicts(now, others.sources())))) {
            return true;
        }
        if (now.signum() > 0 && (now.compareTo(LOWEST) < 0 || now.compareTo(HIGHEST) > 0)) {
            return true;
        }
        BigDecimal before = good == null ? BigDecimal.ZERO : price(good);
        return (before.signum() > 0 && now.signum() == 0) || far(now, List.of(paid), TRUSTED);
    }

    private static boolean outOfLine(BigDecimal price, List<BigDecimal> providers) {
        return providers.size() >= 2 && far(price, providers, OUT_OF_LINE);
    }

    private static boolean contradicts(BigDecimal price, List<BigDecimal> sources) {
        return far(price, sources, TRUSTED);
    }

    /** Whether a price is more than so many times from the middle of others; nothing above zero is far from nothing. */
    private static boolean far(BigDecimal price, List<BigDecimal> others, BigDecimal times) {
        List<BigDecimal> charged =
                others.stream().filter(other -> other.signum() > 0).sorted().toList();
        if (charged.isEmpty() || price.signum() == 0) {
            return false;
        }
        BigDecimal low = charged.get((charged.size() - 1) / 2);
        BigDecimal high = charged.get(charged.size() / 2);
        return price.compareTo(high.multiply(times)) > 0
                || price.multiply(times).compareTo(low) < 0;
    }

    /** What each provider charges, by the lower median of what its sources say. */
    private static Map<String, BigDecimal> charged(Map<String, List<Series>> judged) {
        Map<String, BigDecimal> charged = new TreeMap<>();
        judged.forEach((provider, series) -> {
            List<BigDecimal> prices = series.stream()
                    .filter(one -> one.shown() != null && quoted(one.good()).status() != RouteStatus.RETIRED)
                    .map(one -> price(one.good()))
                    .filter(price -> price.signum() > 0)
                    .sorted()
                    .toList();
            if (!prices.isEmpty()) {
                charged.put(provider, prices.get((prices.size() - 1) / 2));
            }
        });
        return charged;
    }

    /** Where the source began to say something new. */
    private static List<Told> beginnings(List<Told> series) {
        List<Told> beginnings = new ArrayList<>();
        Told said = null;
        for (Told one : series.stream()
                .sorted(Comparator.comparing(any -> quoted(any).observedAt()))
                .toList()) {
            boolean another = said == null
                    || !content(quoted(said)).equals(content(quoted(one)))
                    || (quoted(one).correction()
                            && quoted(one).validFrom() != null
                            && !since(quoted(one)).equals(quoted(one).observedAt())
                            && !since(quoted(one)).equals(since(quoted(said))));
            if (another) {
                said = one;
                beginnings.add(one);
            }
        }
        return beginnings;
    }

    private static String points(Series series) {
        List<Told> points = new ArrayList<>();
        for (Told one : series.beginnings().stream()
                .filter(any -> !series.bad().contains(any.id()))
                .sorted(Comparator.comparing(any -> since(quoted(any))))
                .toList()) {
            Told last = points.isEmpty() ? null : points.getLast();
            if (last == null
                    || quoted(one).correction()
                    || !content(quoted(last)).equals(content(quoted(one)))) {
                points.add(one);
            }
        }
        return points.stream()
                .map(one -> one.id() + (quoted(one).correction() ? "!" : ""))
                .collect(joining(","));
    }

    /** As the best source calls it, of equal ones that which was heard last; in the order recorded. */
    private String name(String id) {
        List<ProviderReported> reports = known.stream()
                .filter(one -> one.event() instanceof ProviderReported report
                        && report.provider().equals(id))
                .map(one -> (ProviderReported) one.event())
                .toList();
        List<ProviderReported> then = reports.stream()
                .filter(one -> asOf == null || !one.observedAt().isAfter(asOf))
                .toList();
        Map<String, ProviderReported> newest = new TreeMap<>();
        for (ProviderReported one : then.isEmpty() ? reports : then) {
            newest.merge(
                    one.source().id(),
                    one,
                    (held, next) -> next.observedAt().isBefore(held.observedAt()) ? held : next);
        }
        return newest.values().stream()
                .min(Comparator.<ProviderReported>comparingInt(
                                report -> RANKS.get(report.source().id()))
                        .thenComparing(ProviderReported::observedAt, Comparator.reverseOrder()))
                .map(ProviderReported::name)
                .orElse(id);
    }

    private static String content(Price price) {
        return plain(new BigDecimal(price.input())) + " " + price.status();
    }

    private static String plain(BigDecimal price) {
        return price.stripTrailingZeros().toPlainString();
    }

    private static BigDecimal price(Told told) {
        return new BigDecimal(quoted(told).input());
    }

    private static Price quoted(Told told) {
        return (Price) told.event();
    }
}
