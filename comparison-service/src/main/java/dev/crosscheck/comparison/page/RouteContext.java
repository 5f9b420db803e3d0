package dev.crosscheck.comparison.page;

import dev.crosscheck.event.catalog.ModelField;
import java.util.List;

/** A route's context window is its own; where the cheapest one serves less than the model, a page says so. */
final class RouteContext {

    static void addShortfall(List<Claim> claims, Lineup lineup, int model) {
        CheapestRoute cheapest = lineup.model(model).routes().cheapest();
        Long whole = lineup.model(model).facts().number(ModelField.CONTEXT_TOKENS);
        Long served = cheapest == null ? null : cheapest.route().contextTokens();
        if (cheapest != null && whole != null && served != null && served < whole) {
            claims.add(Claim.of(
                    cheapest.route().label() + ", the cheapest route, serves " + Tokens.exact(served) + " of the "
                            + Tokens.exact(whole) + " tokens that " + lineup.name(model) + " can hold.",
                    cheapest.route().evidence(),
                    lineup.model(model).facts().evidence(ModelField.CONTEXT_TOKENS)));
        }
    }

    private RouteContext() {}
}
