package dev.crosscheck.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.local.DatabaseServer;
import dev.crosscheck.local.Folders;
import dev.crosscheck.local.FreePorts;
import dev.crosscheck.local.Launch;
import dev.crosscheck.local.LocalPostgres;
import dev.crosscheck.local.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PostgreSQL comes back as it was a while ago. What Kafka still has is taken in again, once; what came over HTTP is sent
 * again by whoever sent it; and nobody who knows more than the restored database stays with that.
 */
@Tag("long")
@Tag("longest")
class RestoreTest {

    private static final String POINT = "before_the_loss";

    /** Introduced before the backup, between backup and point, and after the point. */
    private static final String OLD = "restored-old";

    private static final String NEWER = "restored-newer";
    private static final String FORGOTTEN = "restored-forgotten";

    private static final String LOST_ID = "restored-http-lost";

    @TempDir
    private Path folder;

    private int sent;

    @Test
    void allDatabasesComeBackFromAnEarlierTime() throws IOException {
        try (CrosscheckSystem system = CrosscheckSystem.start()) {
            PostgresBackup backup = workThatIsLost(system);

            for (Service service : Service.values()) {
                system.processes().process(service).close();
            }
            system.processes().stopPostgres();
            Folders.delete(system.postgresFolder().resolve("data"));
            backup.restore(system.postgresFolder(), FreePorts.any(), POINT);
            system.processes().startPostgres();
            assertThat(system.query(Service.PRICING, "select from price_sheet where model_id = ?", FORGOTTEN))
                    .as("what was said after the point")
                    .isEmpty();
            startRestored(system, Service.CATALOG, Launch.of(Service.CATALOG));
            startRestored(system, Service.PRICING, Launch.of(Service.PRICING));
            system.processes().start(Service.COMPARISON);
            system.awaitQuiet();

            assertNothingIsLostButWhatCameOverHttp(
                    system, system.processes().postgres().server());
            assertGoesOn(system, system.processes().postgres().server());
        }
    }

    /** comparison-service has taken in what pricing-service has forgotten, and serves readers all the while. */
    @Test
    void databaseOfOneServiceComesBackFromAnEarlierTime() {
        try (CrosscheckSystem system = CrosscheckSystem.start()) {
            PostgresBackup backup = workThatIsLost(system);

            system.processes().process(Service.PRICING).close();
            Path other = folder.resolve("restored");
            int port = FreePorts.any();
            backup.restore(other, port, POINT);
            try (LocalPostgres restored = LocalPostgres.start(other, port, LocalPostgres.Durability.DURABLE)) {
                startRestored(
                        system,
                        Service.PRICING,
                        Launch.of(Service.PRICING)
                                .with("CROSSCHECK_DATABASE_URL", "jdbc:postgresql://127.0.0.1:" + port + "/pricing"));

                assertNothingIsLostButWhatCameOverHttp(system, restored.server());
                assertGoesOn(system, restored.server());
                system.processes().process(Service.PRICING).close();
            }
        }
    }

    /** Of each model something is said before the point and after it, by Kafka and over HTTP. */
    private PostgresBackup workThatIsLost(CrosscheckSystem system) {
        DatabaseServer server = system.processes().postgres().server();
        PostgresBackup backup = PostgresBackup.prepare(server, system.postgresFolder(), folder.resolve("backup"));
        system.processes().stopPostgres();
        system.processes().startPostgres();
        introduce(system, OLD);
        price(system, OLD, "1.01");

        backup.takeBase(server);
        introduce(system, NEWER);
        price(system, NEWER, "2.01");
        price(system, OLD, "1.02");
        overHttp(system, "restored-http-kept", "http-kept", "1.51");
        backup.markPoint(server, POINT);

        introduce(system, FORGOTTEN);
        price(system, FORGOTTEN, "3.01");
        price(system, FORGOTTEN, "3.02");
        price(system, FORGOTTEN, "3.03");
        price(system, NEWER, "2.02");
        price(system, OLD, "1.03");
        overHttp(system, LOST_ID, "http-lost", "1.61");
        price(system, OLD, "1.04");
        return backup;
    }

    private void assertNothingIsLostButWhatCameOverHttp(CrosscheckSystem system, DatabaseServer pricing) {
        awaitShown(system, FORGOTTEN, NEWER, "$3.03", "$2.02");
        awaitShown(system, FORGOTTEN, OLD, "$1.04", "$1.51");
        Known.awaitTheSame(system, pricing);
        assertThat(page(system, FORGOTTEN, OLD)).doesNotContain("$1.61");
        assertThat(
                        Known.count(
                                pricing,
                                Service.PRICING,
                                "select count(*) || ' of ' || count(distinct event_id) from quote_history where provider_id = 'acme'"))
                .as("prices that came by Kafka, and their events")
                .isEqualTo("9 of 9");
    }

    private void assertGoesOn(CrosscheckSystem system, DatabaseServer pricing) {
        assertThat(overHttp(system, LOST_ID, "http-lost", "1.61")).isEqualTo("accepted");
        system.feed().send("restored-next", TestFacts.price(FORGOTTEN, "acme", "3.04", "9.5", nextMinute()));

        awaitShown(system, FORGOTTEN, OLD, "$3.04", "$1.61");
        Known.awaitTheSame(system, pricing);
        await("stored pages are up to date")
                .atMost(CrosscheckSystem.PATIENCE)
                .until(() -> system.count(Service.COMPARISON, "select count(*) from dirty_model") == 0);
        system.assertPagesAreRight();
    }

    private static void startRestored(CrosscheckSystem system, Service service, Launch launch) {
        system.processes().startNextBy(service, launch.with("CROSSCHECK_REPUBLISH", "restored"));
        system.processes().start(service);
    }

    private static void introduce(CrosscheckSystem system, String model) {
        system.feed().send(model + "-model", TestFacts.model(model, "Acme " + model));
        system.awaitQuiet();
    }

    /** Alone, so that each is a state of its own. */
    private void price(CrosscheckSystem system, String model, String input) {
        system.feed().send(model + "-" + input, TestFacts.price(model, "acme", input, "9.5", nextMinute()));
        system.awaitQuiet();
    }

    private static String overHttp(CrosscheckSystem system, String id, String provider, String input) {
        return system.site()
                .postUpdate(
                        Service.PRICING,
                        id,
                        TestFacts.price(OLD, provider, input, "9.5", TestFacts.START.plusSeconds(1)))
                .json()
                .at("/0/outcome")
                .asString();
    }

    private Instant nextMinute() {
        return TestFacts.START.plusSeconds(60L * ++sent);
    }

    private static void awaitShown(CrosscheckSystem system, String first, String second, String... prices) {
        await("the page shows " + String.join(", ", prices))
                .atMost(CrosscheckSystem.PATIENCE)
                .untilAsserted(() -> assertThat(page(system, first, second)).contains(prices));
    }

    private static String page(CrosscheckSystem system, String first, String second) {
        return system.site()
                .get(Service.COMPARISON, "/compare/" + first + "/" + second, "text/markdown")
                .body();
    }
}
