package dev.crosscheck.comparison.page;

import dev.crosscheck.event.catalog.ModelField;
import org.jspecify.annotations.Nullable;

/** A route's context window is its own; where the cheapest one serves less than the model, a page says so. */
final class RouteContext {

    /** Null where it serves no less, or that is not known. */
    static @Nullable Claim shortfall(PreparedProfile model, String name) {
        CheapestRoute cheapest = model.routes().cheapest();
        Long whole = model.facts().number(ModelField.CONTEXT_TOKENS);
        Long served = cheapest == null ? null : cheapest.route().contextTokens();
        return cheapest != null && whole != null && served != null && served < whole
                ? Claim.of(
                        cheapest.route().label() + ", the cheapest route, serves " + Tokens.exact(served) + " of the "
                                + Tokens.exact(whole) + " tokens that " + name + " can hold.",
                        cheapest.route().evidence(),
                        model.facts().evidence(ModelField.CONTEXT_TOKENS))
                : null;
    }

    private RouteContext() {}
}
