package dev.crosscheck.comparison.reading;

import dev.crosscheck.comparison.reading.WorkloadCosts.Excluded;
import dev.crosscheck.comparison.reading.WorkloadCosts.ModelCosts;
import dev.crosscheck.comparison.reading.WorkloadCosts.RouteCost;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a workload costs, as JSON shows it.
 *
 * @param models   cheapest first, those without a cost last
 * @param cheapest id of the model that costs least; null if none has a cost
 */
record CostsView(
        Assumed workload, List<Model> models, @Nullable String cheapest) {

    /** What was computed with, so that anyone can do it again. */
    record Assumed(
            long inputTokens,
            long outputTokens,
            String cachedShare,
            @Nullable Long needsContext,
            List<String> needs) {

        static Assumed of(Workload workload) {
            return new Assumed(
                    workload.traffic().inputTokens(),
                    workload.traffic().outputTokens(),
                    workload.cachedShare().toPlainString(),
                    workload.needsContext(),
                    ModelField.CAPABILITIES.stream()
                            .filter(workload.needs()::contains)
                            .map(ModelField::id)
                            .toList());
        }
    }

    /** @param usdPerMonth on the cheapest route; null if no route does the work at a known price */
    record Model(String id, String name, @Nullable String usdPerMonth, List<Route> routes, List<Exclusion> excluded) {

        static Model of(ModelCosts costs) {
            return new Model(
                    costs.model().id(),
                    ModelView.name(costs.model()),
                    costs.routes().isEmpty()
                            ? null
                            : costs.routes().getFirst().usdPerMonth().toPlainString(),
                    costs.routes().stream().map(Route::of).toList(),
                    costs.excluded().stream().map(Exclusion::of).toList());
        }

        /** With its cheapest route alone, for long lists. */
        Model brief() {
            return new Model(id, name, usdPerMonth, routes.subList(0, Math.min(1, routes.size())), List.of());
        }
    }

    /** Prices in US dollars per million tokens. */
    record Route(
            PriceSheet.Provider provider,
            String route,
            String usdPerMonth,
            UsdPerMtok input,
            @Nullable UsdPerMtok cacheRead,
            UsdPerMtok output,
            @Nullable Long contextTokens,
            String eventId) {

        static Route of(RouteCost cost) {
            return new Route(
                    cost.offer().provider(),
                    cost.offer().route(),
                    cost.usdPerMonth().toPlainString(),
                    cost.input(),
                    cost.cacheRead(),
                    cost.output(),
                    cost.offer().facts().contextTokens(),
                    cost.offer().provenance().eventId());
        }
    }

    /** A route that does not count, and why. */
    record Exclusion(PriceSheet.Provider provider, String route, String reason) {

        static Exclusion of(Excluded excluded) {
            return new Exclusion(excluded.offer().provider(), excluded.offer().route(), excluded.reason());
        }
    }
}
