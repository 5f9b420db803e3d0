package dev.crosscheck.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.ReportedRate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.publisher.mass.MassCheck;
import dev.crosscheck.publisher.mass.MassThresholds;
import dev.crosscheck.publisher.send.Credentials;
import dev.crosscheck.publisher.send.Previews;
import dev.crosscheck.publisher.send.ServiceClient;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which prices are one of very many that change at once, of services that hold a source's offers of two models. */
class MassCheckTest {

    private static final Source LIST = new Source("list", "A list", null);
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");

    private final CannedServices services = new CannedServices();

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void pricesOfAFileThatChangesMostOffersOfItsSourceAreDoubtful() {
        hold(sheet("m", 60, "1"), sheet("n", 40, "1"));
        wouldBe(sheet("m", 60, "2"));

        Map<String, String> found = check("m", 60);

        assertThat(found)
                .hasSize(60)
                .containsEntry("m-2-0", "mass change: it touches 60 of 100 offers (expected: fewer than 50)");
    }

    @Test
    void sameNumberIsNothingMuchOfALongList() {
        hold(sheet("m", 60, "1"), sheet("n", 400, "1"));
        wouldBe(sheet("m", 60, "2"));

        assertThat(check("m", 60)).isEmpty();
    }

    @Test
    void newOffersAndRepeatedPricesChangeNothing() {
        hold(sheet("m", 30, "1"), sheet("n", 40, "1"));
        wouldBe(sheet("m", 60, "2"));

        assertThat(check("m", 60)).as("30 change and 30 are new").isEmpty();
    }

    @Test
    void fewPricesAreNotAskedAbout() {
        assertThat(check("m", 49)).isEmpty();
        assertThat(services.posted()).isEmpty();
    }

    private Map<String, String> check(String model, int prices) {
        ServiceClient catalog = client("catalog");
        ServiceClient pricing = client("pricing");
        MassCheck check =
                new MassCheck(new Previews(catalog, pricing, client("comparison")), MassThresholds.standard());
        for (int i = 0; i < prices; i++) {
            check.look(EventMeta.of(model + "-2-" + i, "/test", MONDAY), price(model, "p" + i));
        }
        return check.found();
    }

    private ServiceClient client(String name) {
        String option = services.options().get(services.options().indexOf("--" + name + "-url") + 1);
        return new ServiceClient(name, URI.create(option), HttpClient.newHttpClient(), new Credentials.None());
    }

    private void hold(PriceSheet... sheets) {
        for (PriceSheet sheet : sheets) {
            services.say("/pricing/v1/price-sheets/" + sheet.model(), json(sheet));
        }
        services.say("/catalog/v1/models", "{\"items\":[{\"id\":\"m\"},{\"id\":\"n\"}]}");
    }

    private void wouldBe(PriceSheet sheet) {
        services.say("/pricing/v1/previews", "{\"items\":[],\"states\":[" + json(sheet) + "]}");
    }

    /** Each of {@code offers} providers charges {@code input}, by the events m-1-0, m-1-1, … */
    static PriceSheet sheet(String model, int offers, String input) {
        return new PriceSheet(
                model,
                1,
                IntStream.range(0, offers)
                        .mapToObj(i -> new PriceSheet.Offer(
                                new PriceSheet.Provider("p" + i, "P", ProviderKind.HOST, null),
                                "",
                                Terms.PRICED,
                                List.of(Rate.standard(Component.INPUT, input)),
                                RouteFacts.NONE,
                                RouteStatus.LIVE,
                                new Provenance(LIST, MONDAY, MONDAY, model + "-" + input + "-" + i),
                                null,
                                List.of(),
                                null,
                                List.of()))
                        .toList());
    }

    static PriceReported price(String model, String provider) {
        return new PriceReported(
                model,
                provider,
                "",
                Terms.PRICED,
                "USD",
                PriceUnit.USD_PER_MILLION_TOKENS,
                List.of(new ReportedRate(Component.INPUT, BigDecimal.TWO, null, null, null)),
                RouteFacts.NONE,
                RouteStatus.LIVE,
                LIST,
                MONDAY,
                null,
                false);
    }

    private static String json(PriceSheet sheet) {
        return new String(EventJson.write(sheet), UTF_8);
    }
}
