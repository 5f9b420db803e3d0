package dev.crosscheck.pricing.intake;

import dev.crosscheck.event.Source;
import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.ProviderReported;
import dev.crosscheck.event.pricing.QuoteReviewed;
import dev.crosscheck.event.pricing.QuoteReviewed.Decision;
import dev.crosscheck.event.pricing.ReportedRate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UpdatesWithdrawn;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Updates as the data team publishes them. */
final class Events {

    static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    static final Instant TUESDAY = Instant.parse("2026-03-03T09:00:00Z");
    static final Instant WEDNESDAY = Instant.parse("2026-03-04T09:00:00Z");
    static final Instant THURSDAY = Instant.parse("2026-03-05T09:00:00Z");

    static final String ACME_LIST = "acme-list";

    /** An ordinary price of Acme for its model large-2, as its own list says. */
    record Price(
            String model,
            String provider,
            String route,
            String source,
            String input,
            String output,
            Instant observedAt,
            @Nullable Instant validFrom,
            boolean correction,
            RouteStatus status,
            @Nullable String hold) {

        Price of(String otherModel) {
            return new Price(
                    otherModel,
                    provider,
                    route,
                    source,
                    input,
                    output,
                    observedAt,
                    validFrom,
                    correction,
                    status,
                    hold);
        }

        Price by(String otherProvider) {
            return new Price(
                    model,
                    otherProvider,
                    route,
                    source,
                    input,
                    output,
                    observedAt,
                    validFrom,
                    correction,
                    status,
                    hold);
        }

        Price on(String otherRoute) {
            return new Price(
                    model,
                    provider,
                    otherRoute,
                    source,
                    input,
                    output,
                    observedAt,
                    validFrom,
                    correction,
                    status,
                    hold);
        }

        Price says(String otherSource) {
            return new Price(
                    model,
                    provider,
                    route,
                    otherSource,
                    input,
                    output,
                    observedAt,
                    validFrom,
                    correction,
                    status,
                    hold);
        }

        Price correcting() {
            return new Price(model, provider, route, source, input, output, observedAt, validFrom, true, status, hold);
        }

        Price since(Instant day) {
            return new Price(model, provider, route, source, input, output, observedAt, day, correction, status, hold);
        }

        Price gone() {
            return new Price(
                    model,
                    provider,
                    route,
                    source,
                    input,
                    output,
                    observedAt,
                    validFrom,
                    correction,
                    RouteStatus.RETIRED,
                    hold);
        }

        Price held(String reason) {
            return new Price(
                    model, provider, route, source, input, output, observedAt, validFrom, correction, status, reason);
        }

        PriceReported event() {
            return new PriceReported(
                    model,
                    provider,
                    route,
                    Terms.PRICED,
                    "USD",
                    PriceUnit.USD_PER_MILLION_TOKENS,
                    List.of(rate(Component.INPUT, input), rate(Component.OUTPUT, output)),
                    RouteFacts.NONE,
                    status,
                    Events.source(source),
                    observedAt,
                    validFrom,
                    correction,
                    hold);
        }

        private static ReportedRate rate(Component component, String amount) {
            return new ReportedRate(component, new BigDecimal(amount), null, null, null);
        }
    }

    static Price price(String input, String output, Instant observedAt) {
        return new Price(
                "large-2", "acme", "", ACME_LIST, input, output, observedAt, null, false, RouteStatus.LIVE, null);
    }

    static QuoteReviewed release(String event, Instant observedAt) {
        return new QuoteReviewed(
                event, "large-2", Decision.RELEASE, "Ada L.", "It was announced.", source("price-desk"), observedAt);
    }

    static QuoteReviewed reject(String event, Instant observedAt) {
        return new QuoteReviewed(
                event, "large-2", Decision.REJECT, "Ada L.", "They count cents.", source("price-desk"), observedAt);
    }

    static UpdatesWithdrawn withdraw(Instant observedAt, String... events) {
        return new UpdatesWithdrawn(
                null, List.of(events), "Ada L.", "The file was of last year.", source("price-desk"), observedAt);
    }

    static UpdatesWithdrawn withdrawBatch(String batch, Instant observedAt) {
        return new UpdatesWithdrawn(
                batch, List.of(), "Ada L.", "The file was of last year.", source("price-desk"), observedAt);
    }

    static ProviderReported provider(String id, String name, ProviderKind kind, Instant observedAt) {
        return provider(id, name, kind, observedAt, ACME_LIST);
    }

    static ProviderReported provider(String id, String name, ProviderKind kind, Instant observedAt, String source) {
        return new ProviderReported(
                id, name, kind, "https://" + id + ".example", source(source), observedAt, null, false);
    }

    static ModelState model(String id, long revision, ModelAlias... aliases) {
        return new ModelState(id, revision, List.of(), List.of(), List.of(), List.of(), Arrays.asList(aliases));
    }

    static Source source(String id) {
        return new Source(id, "The list of " + id, "https://" + id + ".example/prices");
    }

    private Events() {}
}
