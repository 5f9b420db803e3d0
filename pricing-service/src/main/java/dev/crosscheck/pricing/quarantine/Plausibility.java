package dev.crosscheck.pricing.quarantine;

import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteContent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides whether a quote can be shown unseen. Pure: it reads no clock, no database and no topic. */
final class Plausibility {

    /** What a person reads of a limit. */
    private static final MathContext ROUNDED = new MathContext(3);

    private static final BigDecimal THOUSAND = new BigDecimal(1_000);
    static final List<Component> BASE = List.of(Component.INPUT, Component.OUTPUT);

    private final Thresholds thresholds;

    Plausibility(Thresholds thresholds) {
        this.thresholds = thresholds;
    }

    /**
     * The first of the rules that the quote breaks, the most telling rule first.
     *
     * <p>At a trusted move of 10 times, $0.00000075 after $0.75 is a mistaken unit (a million times), $5 after
     * $0.3 moved too far, and $2 after $0.3 is believed.
     *
     * @param before the last good prices of the source
     * @param beside what others say; null to leave it aside
     */
    Optional<Doubt> doubt(Quote quote, LastPrices before, @Nullable Beside beside) {
        List<Rate> rates = quote.content().rates();
        Stream<Optional<Doubt>> doubts = Stream.of(
                first(rates, rate -> unitJump(rate, before)),
                toZero(quote.content(), before),
                first(rates, this::range),
                first(rates, rate -> move(rate, before)),
                condition(quote.content()),
                beside == null ? Optional.empty() : contradicts(quote.content(), beside.witnesses()),
                beside == null ? Optional.empty() : otherRoutes(quote.content(), beside.routes()),
                beside == null ? Optional.empty() : outOfLine(quote, beside.peers()),
                Optional.ofNullable(quote.hold())
                        .map(reason -> new Doubt(Rule.HOLD, "held by its publisher: " + reason)));
        return doubts.flatMap(Optional::stream).findFirst();
    }

    /** Whether its prices are far from what the other providers of the model charge. */
    Optional<Doubt> outOfLine(Quote quote, Peers peers) {
        return first(quote.content().rates(), rate -> {
            if (!isBase(rate) || rate.price().isZero()) {
                return Optional.empty();
            }
            return peers.medianWithout(quote.offer().provider(), rate.component())
                    .filter(median -> median.isFarFrom(rate.price().amount(), thresholds.outOfLine()))
                    .map(median -> new Doubt(
                            Rule.OUT_OF_LINE,
                            met(rate) + " (expected: between $"
                                    + plain(median.low().divide(thresholds.outOfLine(), ROUNDED)) + " and $"
                                    + plain(median.high().multiply(thresholds.outOfLine())) + ", within "
                                    + plain(thresholds.outOfLine())
                                    + " times of what the other providers of the model charge)"));
        });
    }

    /**
     * Whether a quote and what other sources say of the very same offer cannot both be true.
     *
     * <p>At a trusted contradiction of 10 times, $3,000 beside $3 contradicts, and $25 does not.
     */
    Optional<Doubt> contradicts(QuoteContent content, List<QuoteContent> witnesses) {
        return first(
                content.rates(),
                rate -> apart(
                        rate,
                        witnesses,
                        isBase(rate) ? thresholds.contradiction() : thresholds.otherContradiction(),
                        Rule.OTHER_SOURCES,
                        others -> (others == 1 ? "another source says" : others + " other sources say")
                                + " of the same offer"));
    }

    /**
     * Whether a quote is far from what other routes of the same provider to the same model cost.
     *
     * <p>At a trusted factor of 30, $0.003 beside $3 is far, and the $36 of a fast route beside $6 is not.
     */
    Optional<Doubt> otherRoutes(QuoteContent content, List<QuoteContent> routes) {
        return first(
                content.rates().stream().filter(Plausibility::isBase).toList(),
                rate -> apart(
                        rate,
                        routes,
                        thresholds.outOfLine(),
                        Rule.OTHER_ROUTES,
                        _ -> "another route of the same provider costs"));
    }

    private Optional<Doubt> apart(
            Rate rate, List<QuoteContent> witnesses, BigDecimal factor, Rule rule, IntFunction<String> who) {
        BigDecimal price = rate.price().amount();
        List<BigDecimal> others = witnesses.stream()
                .map(witness -> sameThing(rate, witness))
                .flatMap(Optional::stream)
                .toList();
        if (others.isEmpty() || !Median.of(others).isFarFrom(price, factor)) {
            return Optional.empty();
        }
        BigDecimal nearest = Median.of(others).nearestTo(price);
        BigDecimal times = times(nearest, price);
        return Optional.of(new Doubt(
                rule,
                met(rate) + expectedWithin(factor, nearest) + " that " + who.apply(others.size())
                        + (isPowerOfThousand(times) ? "; " + mistakenUnit(times) : "") + ")"));
    }

    private Optional<Doubt> unitJump(Rate rate, LastPrices before) {
        return paid(rate, before)
                .filter(held -> isPowerOfThousand(times(held, rate.price().amount())))
                .map(held -> new Doubt(
                        Rule.UNIT_JUMP,
                        met(rate) + expectedWithin(trusted(rate), held) + " quoted before; "
                                + mistakenUnit(times(held, rate.price().amount())) + ")"));
    }

    private Optional<Doubt> move(Rate rate, LastPrices before) {
        return paid(rate, before)
                .filter(held -> times(held, rate.price().amount()).compareTo(trusted(rate)) > 0)
                .map(held -> new Doubt(Rule.MOVE, met(rate) + expectedWithin(trusted(rate), held) + " quoted before)"));
    }

    /**
     * Whether a price of a tier, of long prompts or of some hours is far from that of an ordinary request.
     *
     * <p>At a trusted factor of 20, a batch price of $0.15 beside $3 is believed, and $0.003 is not.
     */
    Optional<Doubt> condition(QuoteContent content) {
        return first(
                content.rates(),
                rate -> content.base(rate.component())
                        .map(UsdPerMtok::amount)
                        .filter(ordinary ->
                                ordinary.signum() > 0 && !rate.price().isZero())
                        .filter(ordinary ->
                                times(ordinary, rate.price().amount()).compareTo(thresholds.condition()) > 0)
                        .map(ordinary -> new Doubt(
                                Rule.CONDITION,
                                met(rate) + expectedWithin(thresholds.condition(), ordinary)
                                        + " of an ordinary request)")));
    }

    private Optional<Doubt> range(Rate rate) {
        BigDecimal price = rate.price().amount();
        boolean possible = price.signum() == 0
                || (price.compareTo(thresholds.lowestPrice()) >= 0 && price.compareTo(thresholds.highestPrice()) <= 0);
        return possible
                ? Optional.empty()
                : Optional.of(new Doubt(
                        Rule.RANGE,
                        met(rate) + " (expected: zero, or between $" + plain(thresholds.lowestPrice()) + " and $"
                                + plain(thresholds.highestPrice()) + ", as every model costs)"));
    }

    private static Optional<Doubt> toZero(QuoteContent now, LastPrices before) {
        for (Component component : BASE) {
            Optional<UsdPerMtok> paid = before.base(component).filter(price -> !price.isZero());
            boolean isZero = now.terms() == Terms.FREE
                    || now.base(component).filter(UsdPerMtok::isZero).isPresent();
            if (paid.isPresent() && isZero) {
                return Optional.of(new Doubt(
                        Rule.TO_ZERO,
                        name(component) + ": " + (now.terms() == Terms.FREE ? "free" : "$0")
                                + " (expected: a price, as $" + paid.get() + " per 1M was quoted before)"));
            }
        }
        return Optional.empty();
    }

    private static Optional<BigDecimal> paid(Rate rate, LastPrices before) {
        return rate.price().isZero() ? Optional.empty() : before.paid(rate);
    }

    /** The price of the same thing under the same conditions; empty if there is none above zero. */
    private static Optional<BigDecimal> sameThing(Rate rate, QuoteContent other) {
        if (rate.price().isZero()) {
            return Optional.empty();
        }
        return other.rates().stream()
                .filter(held -> held.component() == rate.component()
                        && held.tier() == rate.tier()
                        && Objects.equals(held.minPromptTokens(), rate.minPromptTokens())
                        && Objects.equals(held.window(), rate.window())
                        && !held.price().isZero())
                .map(held -> held.price().amount())
                .findFirst();
    }

    private boolean isPowerOfThousand(BigDecimal times) {
        for (BigDecimal power = THOUSAND; ; power = power.multiply(THOUSAND)) {
            if (times(power, times).compareTo(thresholds.unitTolerance()) <= 0) {
                return true;
            }
            if (power.compareTo(times) > 0) {
                return false;
            }
        }
    }

    /** How many times one is the other, whichever is larger: 1 or more. */
    private static BigDecimal times(BigDecimal one, BigDecimal other) {
        return one.compareTo(other) > 0
                ? one.divide(other, MathContext.DECIMAL64)
                : other.divide(one, MathContext.DECIMAL64);
    }

    private BigDecimal trusted(Rate rate) {
        return isBase(rate) ? thresholds.trustedMove() : thresholds.trustedOtherMove();
    }

    private static boolean isBase(Rate rate) {
        return rate.isUnconditional() && BASE.contains(rate.component());
    }

    private static String met(Rate rate) {
        String tier = rate.tier() == ServiceTier.STANDARD
                ? ""
                : " (" + rate.tier().name().toLowerCase(Locale.ROOT) + ")";
        String prompt = rate.minPromptTokens() == null ? "" : " from " + rate.minPromptTokens() + " prompt tokens";
        String window = rate.window() == null ? "" : " at some hours";
        return name(rate.component()) + tier + prompt + window + ": $" + rate.price() + " per 1M";
    }

    private static String expectedWithin(BigDecimal factor, BigDecimal of) {
        return " (expected: between $" + plain(of.divide(factor, MathContext.DECIMAL32)) + " and $"
                + plain(of.multiply(factor)) + ", within " + plain(factor) + " times of $" + plain(of);
    }

    private static String mistakenUnit(BigDecimal times) {
        return plain(times.round(ROUNDED)) + " times is a mistaken unit";
    }

    private static String name(Component component) {
        return component.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    private static Optional<Doubt> first(List<Rate> rates, Function<Rate, Optional<Doubt>> rule) {
        return rates.stream().map(rule).flatMap(Optional::stream).findFirst();
    }
}
