package dev.crosscheck.comparison.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calculator: what was asked, and what it costs.
 *
 * @param models   ids as typed, padded with empty texts to the number of fields
 * @param input    tokens a month
 * @param output   tokens a month
 * @param cached   share of the input read from cache, in percent
 * @param context  tokens of context needed; empty for any
 * @param needs    capabilities to choose from
 * @param traffic  the workload in words
 * @param costs    cheapest first; models without a cost last
 * @param more     how many models are not shown
 * @param api      address of the same as JSON
 */
public record CalculatorView(
        List<String> models,
        String input,
        String output,
        String cached,
        String context,
        List<Need> needs,
        String traffic,
        List<ModelCost> costs,
        int more,
        boolean everyModel,
        String api,
        List<HomeView.Option> options) {

    public record Need(String id, String label, boolean chosen) {}

    /** @param routes cheapest first */
    public record ModelCost(String id, String name, List<RouteCost> routes, List<Exclusion> excluded) {

        public @Nullable RouteCost cheapest() {
            return routes.isEmpty() ? null : routes.getFirst();
        }
    }

    /** @param formula with every number it takes to compute the cost by hand */
    public record RouteCost(String provider, String route, boolean reseller, String cost, String formula) {}

    public record Exclusion(String provider, String route, String reason) {}
}
