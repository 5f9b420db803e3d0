package dev.crosscheck.system;

import dev.crosscheck.event.Source;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.ReportedRate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Facts that a test makes up, all of one source. */
final class TestFacts {

    static final Source SOURCE = new Source("system-test", "System test", null);

    /** Long ago enough to be no event of the future, whatever the clock says. */
    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    static ModelReported model(String id, String name) {
        return new ModelReported(
                id,
                SOURCE,
                START,
                null,
                false,
                Map.of(
                        ModelField.NAME, name,
                        ModelField.MAKER, "Acme",
                        ModelField.CONTEXT_TOKENS, "131072"),
                List.of());
    }

    static PriceReported price(String model, String provider, String input, String output, Instant observedAt) {
        return new PriceReported(
                model,
                provider,
                "",
                Terms.PRICED,
                "USD",
                PriceUnit.USD_PER_MILLION_TOKENS,
                List.of(
                        new ReportedRate(Component.INPUT, new BigDecimal(input), null, null, null),
                        new ReportedRate(Component.OUTPUT, new BigDecimal(output), null, null, null)),
                RouteFacts.NONE,
                RouteStatus.LIVE,
                SOURCE,
                observedAt,
                null,
                false);
    }

    private TestFacts() {}
}
