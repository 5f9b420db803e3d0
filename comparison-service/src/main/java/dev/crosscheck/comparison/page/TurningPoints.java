package dev.crosscheck.comparison.page;

import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Where the cheaper of two models changes on their cheapest routes: by mix, by cached share, by request size. */
final class TurningPoints {

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    private final Lineup lineup;
    private final CheapestRoute[] routes;
    private final List<Claim> claims = new ArrayList<>();

    private TurningPoints(Lineup lineup, CheapestRoute first, CheapestRoute second) {
        this.lineup = lineup;
        routes = new CheapestRoute[] {first, second};
    }

    /** Empty unless both models have a price. */
    static List<Claim> of(Lineup lineup) {
        CheapestRoute first = lineup.model(0).routes().cheapest();
        CheapestRoute second = lineup.model(1).routes().cheapest();
        if (first == null || second == null) {
            return List.of();
        }
        TurningPoints points = new TurningPoints(lineup, first, second);
        points.addMix();
        points.addCache();
        points.addRequestSizes();
        return points.claims;
    }

    private void addMix() {
        for (int model = 0; model < 2; model++) {
            BigDecimal ratio = BreakEven.inputPerOutput(
                    routes[model].input(),
                    routes[model].output(),
                    routes[1 - model].input(),
                    routes[1 - model].output());
            if (ratio != null) {
                add(on(model) + " is cheaper while there are more than about "
                        + Decimals.plain(ratio.round(THREE_DIGITS)) + " input tokens for each output token, "
                        + on(1 - model) + " when there are fewer.");
                return;
            }
        }
        int byInput = routes[0].input().compareTo(routes[1].input());
        int byOutput = routes[0].output().compareTo(routes[1].output());
        if (byInput == 0 && byOutput == 0) {
            add(on(0) + " and " + on(1) + " charge the same for input and for output.");
        } else {
            int cheaper = byInput < 0 || byOutput < 0 ? 0 : 1;
            String why = byInput == 0
                    ? "input costs the same and the output of " + lineup.name(cheaper) + " less"
                    : byOutput == 0
                            ? "output costs the same and the input of " + lineup.name(cheaper) + " less"
                            : "both prices of " + lineup.name(cheaper) + " are lower";
            add("No mix of input and output makes " + on(1 - cheaper) + " cheaper than " + on(cheaper) + ": " + why
                    + ".");
        }
    }

    private void addCache() {
        UsdPerMtok first = routes[0].route().price(Component.CACHE_READ);
        UsdPerMtok second = routes[1].route().price(Component.CACHE_READ);
        int byCost = routes[0].cost().compareTo(routes[1].cost());
        if (first == null || second == null || byCost == 0) {
            return;
        }
        int cheap = byCost < 0 ? 0 : 1;
        BigDecimal gap = routes[1 - cheap].cost().subtract(routes[cheap].cost());
        BigDecimal[] saved = {saved(0, first), saved(1, second)};
        String prices = "reading the cache costs " + Usd.exact(first) + " on " + on(0) + " and " + Usd.exact(second)
                + " on " + on(1) + " per 1M tokens, writing it is not counted";
        BigDecimal share = BreakEven.cachedShare(gap, saved[1 - cheap], saved[cheap]);
        add(
                share != null
                        ? "Once more than about " + Percent.of(share) + " of the input at "
                                + lineup.policy().traffic().text() + " a month is read from cache, "
                                + lineup.name(1 - cheap) + " is the cheaper one: " + prices + "."
                        : "Whatever share of the input at "
                                + lineup.policy().traffic().text()
                                + " a month is read from cache, " + lineup.name(cheap) + " stays no dearer: " + prices
                                + ".");
    }

    /** What is saved if all input is read from cache; negative where the cache is dearer than the input. */
    private BigDecimal saved(int model, UsdPerMtok cacheRead) {
        return routes[model]
                .input()
                .amount()
                .subtract(cacheRead.amount())
                .multiply(BigDecimal.valueOf(lineup.policy().traffic().inputTokens()))
                .movePointLeft(6);
    }

    private void addRequestSizes() {
        SortedSet<Long> sizes = new TreeSet<>();
        for (CheapestRoute route : routes) {
            for (Rate rate : route.route().offer().rates()) {
                Long above = rate.minPromptTokens();
                if (above != null && isForLongPrompts(rate)) {
                    sizes.add(above);
                }
            }
        }
        sizes.forEach(this::addRequestSize);
    }

    private void addRequestSize(long above) {
        String prompts = "With prompts above " + Tokens.exact(above) + " tokens, ";
        for (int model = 0; model < 2; model++) {
            Long served = routes[model].route().contextTokens();
            Long held = served == null ? lineup.model(model).facts().number(ModelField.CONTEXT_TOKENS) : served;
            if (held != null && held <= above) {
                String more = served == null
                        ? lineup.model(model).facts().evidence(ModelField.CONTEXT_TOKENS)
                        : routes[model].route().evidence();
                claims.add(new Claim(
                        prompts + on(model) + " is out: it serves " + Tokens.counted(held) + " at most.",
                        List.of(routes[0].route().evidence(), routes[1].route().evidence(), more)));
                return;
            }
        }
        BigDecimal first = cost(0, above);
        BigDecimal second = cost(1, above);
        int byCost = first.compareTo(second);
        boolean turns =
                Integer.signum(byCost) != Integer.signum(routes[0].cost().compareTo(routes[1].cost()));
        String answer = byCost == 0
                ? "which is the same"
                : lineup.name(byCost < 0 ? 0 : 1) + (turns ? " becomes" : " stays") + " the cheaper one";
        add(prompts + lineup.policy().traffic().text() + " a month cost " + Usd.cost(first) + " on " + on(0) + " ("
                + priceText(0, above) + ") and " + Usd.cost(second) + " on " + on(1) + " (" + priceText(1, above)
                + "): " + answer + ".");
    }

    private BigDecimal cost(int model, long above) {
        return MonthlyCost.of(
                price(model, Component.INPUT, above, routes[model].input()),
                price(model, Component.OUTPUT, above, routes[model].output()),
                lineup.policy().traffic());
    }

    private String priceText(int model, long above) {
        return Usd.exact(price(model, Component.INPUT, above, routes[model].input())) + " input, "
                + Usd.exact(price(model, Component.OUTPUT, above, routes[model].output())) + " output per 1M";
    }

    /** The price of the highest cliff that a prompt just above the size has passed. */
    private UsdPerMtok price(int model, Component component, long above, UsdPerMtok usual) {
        UsdPerMtok price = usual;
        long highest = 0;
        for (Rate rate : routes[model].route().offer().rates()) {
            Long cliff = rate.minPromptTokens();
            if (cliff != null
                    && rate.component() == component
                    && isForLongPrompts(rate)
                    && cliff <= above
                    && cliff > highest) {
                price = rate.price();
                highest = cliff;
            }
        }
        return price;
    }

    private static boolean isForLongPrompts(Rate rate) {
        return rate.tier() == ServiceTier.STANDARD
                && rate.window() == null
                && (rate.component() == Component.INPUT || rate.component() == Component.OUTPUT);
    }

    private String on(int model) {
        return lineup.name(model) + " on " + routes[model].route().label();
    }

    private void add(String text) {
        claims.add(
                Claim.of(text, routes[0].route().evidence(), routes[1].route().evidence()));
    }
}
