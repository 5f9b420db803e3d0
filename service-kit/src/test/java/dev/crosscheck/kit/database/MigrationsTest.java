package dev.crosscheck.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import dev.crosscheck.local.ServiceDatabase;
import dev.crosscheck.local.test.TestInfrastructure;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jooq.CloseableDSLContext;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class MigrationsTest {

    private final ServiceDatabase database = TestInfrastructure.shared().newServiceDatabase("kit");

    @Test
    void serviceThatDoesNotMigrateNeedsNoOwner() {
        migrate();

        try (ApplicationContext service = start(ofTheApp("30s"))) {
            assertThat(service.getBean(DSLContext.class).fetchCount(DSL.table("inbox")))
                    .isZero();
        }
    }

    @Test
    void serviceThatDoesNotMigrateWaitsUntilSomebodyHas() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        Appender<ILoggingEvent> ear = ear("Waiting for somebody to migrate the database", waits);
        Logger log = (Logger) LoggerFactory.getLogger(Migrations.class);
        log.addAppender(ear);
        try {
            CompletableFuture<ApplicationContext> starting =
                    CompletableFuture.supplyAsync(() -> start(ofTheApp("60s")));
            assertThat(waits.await(60, TimeUnit.SECONDS)).isTrue();

            migrate();

            try (ApplicationContext service = starting.get(60, TimeUnit.SECONDS)) {
                assertThat(service.getBean(DSLContext.class).fetchCount(DSL.table("note")))
                        .isZero();
            }
        } finally {
            log.detachAppender(ear);
        }
    }

    /** As PostgreSQL makes a database: every role may enter it, and make temporary tables there. */
    @Test
    void databaseIsOpenToItsTwoRolesOnlyOnceItIsMigrated() throws SQLException {
        ServiceDatabase other = TestInfrastructure.shared().newServiceDatabase("other");
        try (CloseableDSLContext owner =
                DSL.using(database.url(), database.ownerUsername(), database.ownerPassword())) {
            String name = owner.fetchSingle("select current_database()").into(String.class);
            owner.execute("grant all on database {0} to public", DSL.name(name));
        }

        migrate();

        try (Connection app =
                        DriverManager.getConnection(database.url(), database.appUsername(), database.appPassword());
                Statement statement = app.createStatement()) {
            assertThatThrownBy(() -> statement.execute("create temporary table mine (id int)"))
                    .hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> DriverManager.getConnection(database.url(), other.appUsername(), other.appPassword()))
                .hasMessageContaining("permission denied for database");
    }

    /** As when whoever migrated was cut off between taking rights away and giving them. */
    @Test
    void serviceThatWasShutOutIsLetInAgain() throws SQLException {
        migrate();
        asOwner("do $$ begin execute format('revoke connect on database %I from %I', current_database(), '"
                + database.appUsername() + "'); end $$");
        assertThatThrownBy(this::enter).hasMessageContaining("permission denied for database");

        migrate();

        enter();
    }

    private void enter() throws SQLException {
        DriverManager.getConnection(database.url(), database.appUsername(), database.appPassword())
                .close();
    }

    /** Replicas that migrate as they start, all of them at once, a database that is as PostgreSQL makes it. */
    @Test
    void severalMayCloseTheDatabaseAtOnce() {
        migrate();
        for (int round = 0; round < 10; round++) {
            asOwner("do $$ begin execute format('grant all on database %I to public', current_database()); end $$");
            Phaser together = new Phaser(4);
            try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
                List<CompletableFuture<Void>> closing = Stream.generate(
                                () -> CompletableFuture.runAsync(() -> closeWith(together), replicas))
                        .limit(4)
                        .toList();

                assertThat(closing).allSatisfy(one -> assertThat(one).succeedsWithin(Duration.ofMinutes(1)));
            }
        }
    }

    private void closeWith(Phaser others) {
        try (CloseableDSLContext owner =
                DSL.using(database.url(), database.ownerUsername(), database.ownerPassword())) {
            others.arriveAndAwaitAdvance();
            Migrations.letNobodyElseIn(owner, database.appUsername());
        }
    }

    private static Appender<ILoggingEvent> ear(String sentence, CountDownLatch heard) {
        Appender<ILoggingEvent> ear = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (event.getMessage().equals(sentence)) {
                    heard.countDown();
                }
            }
        };
        ear.start();
        return ear;
    }

    @Test
    void serviceThatDoesNotMigrateDoesNotStartOnAnOlderSchema() {
        migrate();
        asOwner("delete from flyway_schema_history where script like '%1001__notes.sql'");

        assertThatThrownBy(() -> start(ofTheApp("0s")).close())
                .hasStackTraceContaining("schema: ")
                .hasStackTraceContaining("1001");
    }

    @Test
    void serviceThatIsToMigrateSaysThatItLacksItsOwner() {
        Map<String, Object> settings = ofTheApp("0s");
        settings.put("crosscheck.database.migrate", true);

        assertThatThrownBy(() -> start(settings).close())
                .hasStackTraceContaining("crosscheck.database.owner.username: none");
    }

    /** Flyway doubles its pauses up to the longest: of ten of its own the last would take two minutes each. */
    @Test
    void databaseThatIsAwayAtStartIsAskedForAboutAMinuteAndOften() {
        FluentConfiguration patient = Migrations.patient(Flyway.configure());

        List<Integer> pauses = IntStream.range(0, patient.getConnectRetries())
                .mapToObj(retry -> Math.min(1 << retry, patient.getConnectRetriesInterval()))
                .toList();

        assertThat(pauses).allMatch(seconds -> seconds <= 10);
        assertThat(pauses.stream().mapToInt(Integer::intValue).sum()).isBetween(40, 80);
    }

    /** The kit's tables have lower numbers than those of a service, and change later all the same. */
    @Test
    void migrationOfTheKitComesAfterOlderOnesOfTheService() {
        migrate();
        asOwner("delete from flyway_schema_history where script like '%0002__outcomes.sql'");
        asOwner("alter table inbox drop constraint inbox_outcome_check");

        migrate();

        assertThat(DSL.using(database.url(), database.ownerUsername(), database.ownerPassword())
                        .fetchExists(
                                DSL.table("pg_constraint"), DSL.field("conname").eq("inbox_outcome_check")))
                .isTrue();
    }

    /** A new version has migrated; a process of this one is started beside it, by either way. */
    @Test
    void thisVersionStartsOnTheSchemaOfALaterOne() {
        migrate();
        asOwner(history(90, "'0900'", "of the kit"));
        asOwner(history(91, "'9000'", "of the service"));
        asOwner(history(92, "null", "repeatable"));

        migrate();
        try (ApplicationContext service = start(ofTheApp("0s"))) {
            assertThat(service.isRunning()).isTrue();
        }
    }

    /** A migration that is run again whenever it differs is undone by the version before. */
    @Test
    void everyMigrationHasItsNumber() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            List<Path> migrations = modules.map(module -> module.resolve("src/main/resources/db"))
                    .filter(Files::isDirectory)
                    .flatMap(MigrationsTest::filesIn)
                    .toList();

            assertThat(migrations)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(
                            file -> assertThat(file.getFileName().toString()).matches("V\\d{4}__[a-z_]+\\.sql"));
        }
    }

    private static Stream<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String history(int rank, String version, String description) {
        return "insert into flyway_schema_history (installed_rank, version, description, type, script, checksum,"
                + " installed_by, execution_time, success) values (" + rank + ", " + version + ", '" + description
                + "', 'SQL', 'later.sql', 1, current_user, 1, true)";
    }

    /** A service asks for its database when it starts; one of nothing but the kit, when somebody else does. */
    private static ApplicationContext start(Map<String, Object> settings) {
        ApplicationContext service = ApplicationContext.run(settings);
        try {
            service.getBean(DSLContext.class);
            return service;
        } catch (RuntimeException e) {
            service.close();
            throw e;
        }
    }

    private void migrate() {
        Migrations.run(database.url(), database.ownerUsername(), database.ownerPassword(), database.appUsername());
    }

    private void asOwner(String sql) {
        DSL.using(database.url(), database.ownerUsername(), database.ownerPassword())
                .execute(sql);
    }

    private Map<String, Object> ofTheApp(String schemaWithin) {
        Map<String, Object> settings = new HashMap<>(database.properties());
        settings.remove("crosscheck.database.owner.username");
        settings.remove("crosscheck.database.owner.password");
        settings.put("crosscheck.database.migrate", false);
        settings.put("crosscheck.database.schema-within", schemaWithin);
        settings.put("crosscheck.kafka.bootstrap-servers", "nowhere.invalid:9092");
        settings.put("crosscheck.dead-letters.topic", "dead");
        return settings;
    }
}
