package dev.crosscheck.comparison.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.comparison.page.Traffic;
import dev.crosscheck.comparison.reading.WorkloadCosts.ModelCosts;
import dev.crosscheck.comparison.sample.Samples;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadCostsTest {

    private static final Traffic USUAL = new Traffic(800_000_000, 250_000_000);

    @ParameterizedTest(name = "${0} in, ${1} cached, ${2} out, share {3}: ${4}")
    @CsvSource({
        "0.027, ,     0.2,  0,    71.6",
        "0.02,  ,     0.05, 0,    28.5",
        "0.1,   ,     0.1,  0,    105",
        "2.4,   ,     2.4,  0,    2520",
        "0.1,   0.01, 0.4,  0.5,  144",
        "0.1,   ,     0.4,  0.5,  180",
        "0.1,   0.01, 0.4,  1,    108",
    })
    void costsWhatTheFormulaSays(String input, String cacheRead, String output, BigDecimal share, String cost) {
        BigDecimal computed = WorkloadCosts.cost(
                UsdPerMtok.of(input),
                cacheRead == null ? null : UsdPerMtok.of(cacheRead),
                UsdPerMtok.of(output),
                new Workload(USUAL, share, null, Set.of()));

        assertThat(computed.toPlainString()).isEqualTo(cost);
    }

    @Test
    void cheapestRouteComesFirstAndAResellerAfterAHostOfTheSamePrice() {
        ModelCosts costs = costs(
                Set.of(),
                null,
                offer("z-reseller", ProviderKind.AGGREGATOR, Terms.PRICED, RouteStatus.LIVE, "0.1", RouteFacts.NONE),
                offer("z-host", ProviderKind.HOST, Terms.PRICED, RouteStatus.LIVE, "0.1", RouteFacts.NONE),
                offer("a-dear", ProviderKind.HOST, Terms.PRICED, RouteStatus.LIVE, "2", RouteFacts.NONE));

        assertThat(costs.routes())
                .extracting(route -> route.offer().provider().id())
                .containsExactly("z-host", "z-reseller", "a-dear");
    }

    @Test
    void everyRouteThatDoesNotCountSaysWhy() {
        RouteFacts small = new RouteFacts(16_384L, null, null, Map.of(ModelField.VISION, true));
        RouteFacts blind = new RouteFacts(128_000L, null, null, Map.of(ModelField.VISION, false));
        RouteFacts silent = new RouteFacts(128_000L, null, null, Map.of());
        ModelCosts costs = costs(
                Set.of(ModelField.VISION),
                32_000L,
                offer("a", ProviderKind.HOST, Terms.PRICED, RouteStatus.DEPRECATED, "1", small),
                offer("b", ProviderKind.HOST, Terms.SUBSCRIPTION, RouteStatus.LIVE, null, small),
                offer("c", ProviderKind.HOST, Terms.PRICED, RouteStatus.LIVE, "1", small),
                offer("d", ProviderKind.HOST, Terms.PRICED, RouteStatus.LIVE, "1", blind),
                offer("e", ProviderKind.HOST, Terms.PRICED, RouteStatus.LIVE, "1", silent),
                offer("f", ProviderKind.HOST, Terms.PRICED, RouteStatus.LIVE, "1", RouteFacts.NONE));

        assertThat(costs.routes()).isEmpty();
        assertThat(costs.excluded())
                .extracting(WorkloadCosts.Excluded::reason)
                .containsExactly(
                        "deprecated",
                        "included in a subscription, without a price per token",
                        "serves 16384 tokens of context (needed: 32000)",
                        "does not have vision",
                        "not known whether it has vision",
                        "the context it serves is not known (needed: 32000 tokens)");
    }

    @Test
    void twoZerosAreNoPrice() {
        ModelCosts costs = costs(
                Set.of(), null, offer("a", ProviderKind.HOST, Terms.PRICED, RouteStatus.LIVE, "0", RouteFacts.NONE));

        assertThat(costs.routes()).isEmpty();
        assertThat(costs.excluded()).hasSize(1);
    }

    @Test
    void workloadThatCannotBeIsRefused() {
        assertThatThrownBy(() -> new Workload(USUAL, new BigDecimal("1.1"), null, Set.of()))
                .hasMessage("cachedShare: 1.1 (expected: 0 to 1, at most 6 decimals)");
        assertThatThrownBy(() -> new Workload(USUAL, BigDecimal.ZERO, 0L, Set.of()))
                .hasMessage("needsContext: 0 (expected: at least 1)");
        assertThatThrownBy(() -> new Workload(USUAL, BigDecimal.ZERO, null, Set.of(ModelField.NAME)))
                .hasMessageStartingWith("needs: name (expected: some of [vision");
    }

    private static ModelCosts costs(Set<ModelField> needs, Long needsContext, Offer... offers) {
        KnownModel model =
                new KnownModel(new Profile(Samples.model("m", 1), new PriceSheet("m", 1, List.of(offers))), 1);
        return WorkloadCosts.of(model, new Workload(USUAL, BigDecimal.ZERO, needsContext, needs));
    }

    private static Offer offer(
            String provider, ProviderKind kind, Terms terms, RouteStatus status, String price, RouteFacts facts) {
        List<Rate> rates = new ArrayList<>();
        if (price != null) {
            rates.add(Rate.standard(Component.INPUT, price));
            rates.add(Rate.standard(Component.OUTPUT, price));
        }
        return new Offer(
                new PriceSheet.Provider(provider, provider, kind, null),
                "",
                terms,
                rates,
                facts,
                status,
                Samples.provenance("event-" + provider),
                null,
                List.of(),
                null,
                List.of());
    }
}
