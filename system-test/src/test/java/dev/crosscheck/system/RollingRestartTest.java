package dev.crosscheck.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.local.Child;
import dev.crosscheck.local.Launch;
import dev.crosscheck.local.Replica;
import dev.crosscheck.local.Service;
import dev.crosscheck.system.SteadyClient.Request;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Every service is replaced by another replica of itself, and that one again, as a rollout does: one more comes, takes
 * new connections when it is ready, and the old one is told to stop. Who asks and who publishes notices nothing.
 */
@Tag("long")
class RollingRestartTest {

    private static final int MODELS = 6;
    private static final int OFFERS = 2;
    private static final int PRICES = 9;
    private static final int TOLD_TO_STOP = 143;

    /** Answers between two steps: enough that requests are under way in each. */
    private static final int ANSWERS = 50;

    /** Names the prices that are published over HTTP. */
    private static final String BATCH = "over-http";

    private final Import events = new Import("rolling", MODELS, OFFERS, PRICES);
    private final AtomicInteger publishedOverHttp = new AtomicInteger();
    private int sent;

    @Test
    void nothingFailsAndNothingIsLostWhileEachServiceIsReplaced() {
        try (CrosscheckSystem system = CrosscheckSystem.start();
                ServiceAddress catalog = addressOf(system, Service.CATALOG);
                ServiceAddress pricing = addressOf(system, Service.PRICING);
                ServiceAddress comparison = addressOf(system, Service.COMPARISON)) {
            send(system, MODELS + MODELS * OFFERS);
            askForHistoriesAt(system, catalog, pricing);
            system.awaitQuiet();

            Map<Service, ServiceAddress> addresses = new EnumMap<>(
                    Map.of(Service.CATALOG, catalog, Service.PRICING, pricing, Service.COMPARISON, comparison));
            replaceEachUnderLoad(system, addresses);

            system.awaitQuiet();
            system.assertPagesAreRight();
            assertTakenOnce(system);
            ToldChanges.of(system).assertAsRecorded().assertRepeatedAtMost(0);
        }
    }

    private void replaceEachUnderLoad(CrosscheckSystem system, Map<Service, ServiceAddress> addresses) {
        List<SteadyClient> clients = new ArrayList<>();
        try {
            String publisher = system.site().authorization("publisher");
            addresses.forEach((service, address) -> clients.addAll(clientsOf(service, address, publisher)));
            for (Service service : Service.values()) {
                replace(system, service, Objects.requireNonNull(addresses.get(service)), clients);
            }
        } finally {
            clients.forEach(SteadyClient::close);
        }
        // Each was led to the other replica and back.
        clients.forEach(client -> client.assertNothingFailed(3));
    }

    /** By one replica more, and that by one that stays. Prices come by Kafka in each step. */
    private void replace(CrosscheckSystem system, Service service, ServiceAddress address, List<SteadyClient> clients) {
        Replica other = system.processes().startReplica(service, 2);
        address.leadTo(other.port());
        sendPrices(system);
        stop(system.processes().process(service));
        clients.forEach(client -> client.awaitMore(ANSWERS));

        system.processes().start(service);
        address.leadTo(system.processes().uri(service).getPort());
        sendPrices(system);
        stop(other.process());
        clients.forEach(client -> client.awaitMore(ANSWERS));
    }

    private static void stop(Child process) {
        process.close();
        assertThat(process.awaitExitCode(1, TimeUnit.SECONDS))
                .as("exit code of " + process.name() + ": has stopped by itself")
                .isEqualTo(TOLD_TO_STOP);
    }

    private List<SteadyClient> clientsOf(Service service, ServiceAddress address, String publisher) {
        String first = events.modelIds().get(0);
        String second = events.modelIds().get(1);
        String pair = "/v1/comparisons/" + first + "/" + second;
        return switch (service) {
            case CATALOG ->
                List.of(json(address, "/v1/models/" + first, "/v1/models/" + second + "/history", "/v1/conflicts"));
            case PRICING ->
                List.of(
                        json(address, "/v1/price-sheets/" + first, "/v1/price-sheets/" + second + "/history"),
                        new SteadyClient(address.port(), () -> nextPrice(publisher)));
            case COMPARISON ->
                List.of(
                        json(address, pair),
                        json(address, pair + "?asOf=2026-03-02T10:00:00Z", "/v1/models", "/v1/changes"),
                        new SteadyClient(
                                address.port(), () -> Request.get("/compare/" + first + "/" + second, "text/html")));
        };
    }

    private static SteadyClient json(ServiceAddress address, String... paths) {
        AtomicInteger turn = new AtomicInteger();
        return new SteadyClient(
                address.port(), () -> Request.get(paths[turn.getAndIncrement() % paths.length], "application/json"));
    }

    /** One price, later than the one before and another one. */
    private Request nextPrice(String publisher) {
        int number = publishedOverHttp.getAndIncrement();
        ArrayNode batch = EventJson.MAPPER.createArrayNode();
        batch.add(EventCodec.structured(
                EventMeta.of(BATCH + "-" + number, "/system-test", TestFacts.START)
                        .inBatch(BATCH),
                TestFacts.price(
                        events.modelIds().getFirst(),
                        BATCH,
                        BigDecimal.valueOf(2_001L + 2L * (number % 40), 3).toPlainString(),
                        "9.5",
                        TestFacts.START.plusSeconds(number))));
        return Request.post(
                "/v1/updates",
                publisher,
                "application/cloudevents-batch+json",
                EventJson.MAPPER.writeValueAsString(batch));
    }

    /** What was answered is there, and nothing else: one event for each, and one quote. */
    private void assertTakenOnce(CrosscheckSystem system) {
        JsonNode batch = system.site().json(Service.PRICING, "/v1/batches/" + BATCH);
        assertThat(batch.get("events").asInt())
                .isEqualTo(publishedOverHttp.get())
                .isPositive();
        assertThat(batch.get("outcomes").get("accepted").asInt()).isEqualTo(publishedOverHttp.get());
        JsonNode imported = system.site().json(Service.PRICING, "/v1/batches/" + "rolling");
        assertThat(imported.get("outcomes").get("accepted").asInt()).isEqualTo(sent - MODELS);
    }

    /** Pages of the past ask the other services, which move meanwhile. */
    private static void askForHistoriesAt(CrosscheckSystem system, ServiceAddress catalog, ServiceAddress pricing) {
        system.processes()
                .startNextBy(
                        Service.COMPARISON,
                        Launch.of(Service.COMPARISON)
                                .with("CROSSCHECK_CATALOG_URL", catalog.uri())
                                .with("CROSSCHECK_PRICING_URL", pricing.uri()));
        system.processes().process(Service.COMPARISON).close();
        system.processes().start(Service.COMPARISON);
    }

    private static ServiceAddress addressOf(CrosscheckSystem system, Service service) {
        return new ServiceAddress(system.processes().uri(service).getPort());
    }

    private void sendPrices(CrosscheckSystem system) {
        send(system, MODELS * OFFERS);
    }

    private void send(CrosscheckSystem system, int count) {
        List<Import.Item> items = events.items().subList(sent, sent + count);
        items.forEach(item -> system.feed().send(item.meta(), item.body()));
        system.feed().flush();
        sent += count;
    }
}
