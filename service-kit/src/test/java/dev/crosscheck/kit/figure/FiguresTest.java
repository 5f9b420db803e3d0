package dev.crosscheck.kit.figure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.crosscheck.kit.Kit;
import dev.crosscheck.kit.outbox.Outbox;
import dev.crosscheck.kit.outbox.OutboxMetrics;
import dev.crosscheck.kit.outbox.Outgoing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
