package dev.crosscheck.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.local.Service;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Parts are killed, or away for a while; afterwards nothing is lost, nothing doubled, and every page is right. */
@Tag("long")
class FaultTest {

    private static final Duration AWAY = Duration.ofSeconds(20);

    private static CrosscheckSystem system;

    @BeforeAll
    static void start() {
        system = CrosscheckSystem.start();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void serviceKilledInTheMiddleOfAnImportLosesAndDoublesNothing(Service service) {
        Import events = new Import("killed-" + service.id(), 20, 3, 6);
        List<Import.Item> items = events.items();
        Random random = new Random(service.ordinal());
        int kills = 4;
        int chunk = items.size() / kills;
        for (int kill = 0; kill < kills; kill++) {
            // Held still while events pile up before it, so that it has work in hand when it dies.
            system.processes().process(service).suspend();
            items.subList(kill * chunk, kill == kills - 1 ? items.size() : (kill + 1) * chunk)
                    .forEach(item -> system.feed().send(item.meta(), item.body()));
            system.feed().flush();
            system.processes().process(service).resume();
            pause(Duration.ofMillis(random.nextInt(400)));
            system.processes().process(service).kill();
            system.processes().start(service);
        }
        system.awaitQuiet();

        assertImported(events);
    }

    @Test
    void postgresMayBeAwayForAWhile() {
        Import before = new Import("before-postgres", 5, 2, 2);
        send(before);
        system.awaitQuiet();

        system.processes().stopPostgres();
        Import during = new Import("without-postgres", 5, 2, 3);
        send(during);
        pause(AWAY);
        system.processes().startPostgres();
        system.awaitQuiet();

        assertImported(before);
        assertImported(during);
        assertReadyAgain();
    }

    @Test
    void kafkaMayBeAwayForAWhile() {
        Import before = new Import("before-kafka", 5, 2, 2);
        send(before);
        system.awaitQuiet();
        String page = "/compare/before-kafka-000/before-kafka-001";

        system.processes().stopKafka();
        pause(AWAY);
        // What is known can still be read.
        assertThat(system.site().get(Service.COMPARISON, page, "text/markdown").status())
                .isEqualTo(200);
        system.processes().startKafka();
        Import after = new Import("after-kafka", 5, 2, 3);
        send(after);
        system.awaitQuiet();

        assertImported(before);
        assertImported(after);
        assertReadyAgain();
    }

    @Test
    void updateTakenOverHttpWhileKafkaIsAwayArrivesLater() {
        Import models = new Import("http-away", 2, 1, 1);
        send(models);
        system.awaitQuiet();
        system.processes().stopKafka();

        Site.Answer answer = system.site()
                .postUpdate(
                        Service.PRICING,
                        "http-away-price",
                        TestFacts.price(
                                "http-away-000", models.provider(0), "6.66", "9.5", TestFacts.START.plusSeconds(600)));
        assertThat(answer.json().at("/0/outcome").asString()).isEqualTo("accepted");
        system.processes().startKafka();
        system.awaitQuiet();

        assertThat(system.site()
                        .get(Service.COMPARISON, "/compare/http-away-000/http-away-001", "text/markdown")
                        .body())
                .contains("$6.66");
    }

    @Test
    void everythingStartedAgainHasItsData() {
        Import events = new Import("restarted", 6, 2, 3);
        send(events);
        system.awaitQuiet();
        List<List<Object>> pages = system.storedPages();

        for (Service service : Service.values()) {
            system.processes().process(service).close();
        }
        system.processes().stopKafka();
        system.processes().stopPostgres();
        system.processes().start();
        system.awaitQuiet();

        assertImported(events);
        assertThat(system.storedPages())
                .as("pages, with the transactions that wrote them")
                .isEqualTo(pages);
    }

    @Test
    void suspendedServiceGoesOnWhereItStood() {
        Import events = new Import("suspended", 8, 2, 4);
        system.processes().process(Service.PRICING).suspend();
        send(events);
        // Longer than a group waits for a silent member: its partitions are another's, if there were another.
        pause(AWAY);
        system.processes().process(Service.PRICING).resume();
        system.awaitQuiet();

        assertImported(events);
    }

    private static void send(Import events) {
        events.items().forEach(item -> system.feed().send(item.meta(), item.body()));
    }

    /** Counts, prices and pages are exactly those of the import, and every change of a page was told. */
    private static void assertImported(Import events) {
        assertThat(system.query(
                        Service.PRICING,
                        "select model_id, provider_id, count(*), count(distinct event_id) from quote_history"
                                + " where model_id like ? group by 1, 2",
                        events.batch() + "-%"))
                .as("history of each offer")
                .hasSize(events.models() * events.offers())
                .allSatisfy(offer -> assertThat(offer.subList(2, 4))
                        .containsExactly((long) events.prices(), (long) events.prices()));
        assertThat(taken(Service.PRICING, events.batch()))
                .as("prices taken once")
                .isEqualTo(events.priceEvents());
        assertThat(taken(Service.CATALOG, events.batch()))
                .as("models taken once")
                .isEqualTo(events.models());
        for (String model : events.modelIds()) {
            JsonNode sheet = system.site().json(Service.PRICING, "/v1/price-sheets/" + model);
            for (int offer = 0; offer < events.offers(); offer++) {
                assertThat(sheet.toString()).contains("\"" + events.input(model, offer, events.prices() - 1));
            }
        }
        system.assertPagesAreRight();
        ToldChanges.of(system).assertAsRecorded();
    }

    /** How many events of the batch came to an end of their own; repeated deliveries are counted apart. */
    private static long taken(Service service, String batch) {
        JsonNode counts = system.site().json(service, "/v1/batches/" + batch);
        return counts.get("events").asLong() - counts.at("/outcomes/duplicate").asLong();
    }

    private static void assertReadyAgain() {
        await().atMost(CrosscheckSystem.PATIENCE)
                .untilAsserted(() -> assertThat(Service.values()).allMatch(system.processes()::isReady));
    }

    /** Time during which nothing is waited for: a part is away, or a process is killed at a moment nobody chose. */
    private static void pause(Duration time) {
        await().pollDelay(time).timeout(time.plusSeconds(60)).until(() -> true);
    }
}
