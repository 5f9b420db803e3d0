package dev.crosscheck.kit.figure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import com.zaxxer.hikari.HikariDataSource;
import dev.crosscheck.kit.Kit;
import dev.crosscheck.kit.outbox.Outbox;
import dev.crosscheck.kit.outbox.OutboxMetrics;
import dev.crosscheck.kit.outbox.Outgoing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jooq.CloseableDSLContext;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FiguresTest {

    private Kit kit;

    @BeforeEach
    void start() {
        try (Kit first = Kit.start(false)) {
            first.properties.put("crosscheck.figures.ask-every", "100ms");
            first.properties.put("crosscheck.figures.unknown-after", "2s");
            kit = first.again();
        }
    }

    @AfterEach
    void stop() {
        kit.close();
    }

    /** The table is locked: whoever asked it now would wait until the test gives up. */
    @Test
    void scrapeDoesNotWaitForTheDatabase() {
        await().until(() -> gauge("crosscheck.outbox.size") == 0);
        try (CloseableDSLContext owner = DSL.using(
                (String) kit.properties.get("crosscheck.database.url"),
                (String) kit.properties.get("crosscheck.database.owner.username"),
                (String) kit.properties.get("crosscheck.database.owner.password"))) {
            owner.transaction(tx -> {
                tx.dsl().execute("lock table outbox in access exclusive mode");
                assertThat(kit.manage("/prometheus").body())
                        .contains("crosscheck_outbox_size", "crosscheck_figures_age_seconds{figure=\"outbox\"}");
                await().until(() -> Double.isNaN(gauge("crosscheck.outbox.size")));
                assertThat(kit.manage("/prometheus").statusCode()).isEqualTo(200);
            });
        }
        await().until(() -> gauge("crosscheck.outbox.size") == 0);
    }

    @Test
    void figuresAreUnknownWhileTheDatabaseIsAway() {
        await().until(() -> gauge("crosscheck.outbox.size") == 0);

        kit.context.getBean(HikariDataSource.class).close();

        await().until(() -> Double.isNaN(gauge("crosscheck.outbox.size")));
        assertThat(gauge("crosscheck.outbox.age")).isNaN();
        assertThat(gauge("crosscheck.figures.age")).isPositive();
        await().until(() -> failed(kit, "outbox") > 0);
    }

    @Test
    void slowQuestionDelaysNoOther() {
        CountDownLatch waits = new CountDownLatch(1);
        Figures figures = kit.context.getBean(Figures.class);
        figures.show("test.slow", figures.ask("slow", _ -> awaited(waits)), Long::doubleValue);

        figures.show("test.quick", figures.ask("quick", _ -> 7L), Long::doubleValue);

        await().until(() -> gauge("test.quick") == 7);
        assertThat(gauge("test.slow")).isNaN();
        waits.countDown();
        await().until(() -> gauge("test.slow") == 1);
    }

    private static long awaited(CountDownLatch waits) {
        try {
            return waits.await(60, TimeUnit.SECONDS) ? 1 : 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It would hold its connection, and be asked again beside itself. */
    @Test
    void questionThatTakesTooLongIsGivenUp() {
        try (Kit hasty = again(Map.of("crosscheck.figures.answer-within", "1s"))) {
            Figures figures = hasty.context.getBean(Figures.class);

            figures.ask("sleepy", dsl -> dsl.fetch("select pg_sleep(600)"));

            await().until(() -> failed(hasty, "sleepy") >= 2);
        }
    }

    @Test
    void questionThatFailsIsCountedAndToldOnceAndSoIsItsEnd() {
        AtomicBoolean fails = new AtomicBoolean(true);
        List<String> told = new CopyOnWriteArrayList<>();
        Appender<ILoggingEvent> ear = ear(told);
        Logger log = (Logger) LoggerFactory.getLogger(Figures.class);
        log.addAppender(ear);
        try {
            Figures figures = kit.context.getBean(Figures.class);
            figures.show("test.letters", figures.ask("letters", dsl -> answer(dsl, fails)), Long::doubleValue);
            await().until(() -> failed(kit, "letters") >= 3);

            fails.set(false);

            await().until(() -> gauge("test.letters") == 1);
            await().untilAsserted(() -> assertThat(told)
                    .containsExactly(
                            "WARN The database does not say this figure; asking on",
                            "INFO The database says this figure again"));
        } finally {
            log.detachAppender(ear);
        }
    }

    private static long answer(DSLContext dsl, AtomicBoolean fails) {
        return dsl.fetchSingle(fails.get() ? "select no_such_column" : "select 1")
                .get(0, Long.class);
    }

    /** What is said of the figure of letters. */
    private static Appender<ILoggingEvent> ear(List<String> told) {
        Appender<ILoggingEvent> ear = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (String.valueOf(event.getKeyValuePairs()).contains("letters")) {
                    told.add(event.getLevel() + " " + event.getMessage());
                }
            }
        };
        ear.start();
        return ear;
    }

    private static double failed(Kit of, String figure) {
        return of.context
                .getBean(MeterRegistry.class)
                .get("crosscheck.figures.failed")
                .tag("figure", figure)
                .counter()
                .count();
    }

    private Kit again(Map<String, Object> settings) {
        kit.properties.putAll(settings);
        return kit.again();
    }

    /** Whoever counts reads each: a pile that is out of all bounds is not counted to its end every few seconds. */
    @Test
    void pileIsCountedUpToABound() {
        kit.dsl()
                .execute("insert into outbox (topic, key, is_state, headers, value, created_at, parked_because)"
                        + " select 'never', '', false, '{}', '', now(), 'a test'"
                        + " from generate_series(1, 100010)");

        await().until(() -> gauge("crosscheck.outbox.size") == Pile.COUNTED_UP_TO);
        assertThat(gauge("crosscheck.outbox.age")).isZero();
        assertThat(gauge("crosscheck.outbox.parked.size")).isEqualTo(Pile.COUNTED_UP_TO);
    }

    @Test
    void oldestIsOlderWithEachMoment() {
        Instant since = kit.context.getBean(Clock.class).instant();
        Figures figures = kit.context.getBean(Figures.class);

        figures.show("test.pile", "test.pile.age", figures.ask("test", _ -> Pile.of(3, since)));
        figures.show("test.none", "test.none.age", figures.ask("none", _ -> Pile.of(0, null)));

        await().until(() -> gauge("test.pile") == 3);
        double before = gauge("test.pile.age");
        await().until(() -> gauge("test.pile.age") > before);
        await().until(() -> gauge("test.none") == 0);
        assertThat(gauge("test.none.age")).isZero();
    }

    @Test
    void messageThatWaitsIsShown() {
        try (Kit silent = Kit.start(false)) {
            silent.dsl()
                    .transaction(tx -> silent.context
                            .getBean(Outbox.class)
                            .add(tx.dsl(), new Outgoing(silent.topic, "a".getBytes(UTF_8), Map.of(), new byte[] {1})));
            // Whoever looks at the outbox at all has it watched.
            silent.context.getBean(OutboxMetrics.class);

            await().until(() -> gauge(silent, "crosscheck.outbox.size") == 1);
            assertThat(gauge(silent, "crosscheck.outbox.age")).isPositive();
        }
    }

    private double gauge(String name) {
        return gauge(kit, name);
    }

    private static double gauge(Kit of, String name) {
        return of.context.getBean(MeterRegistry.class).get(name).gauge().value();
    }
}
