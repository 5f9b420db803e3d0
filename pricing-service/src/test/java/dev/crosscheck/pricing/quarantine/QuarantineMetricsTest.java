package dev.crosscheck.pricing.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.kit.figure.Pile;
import dev.crosscheck.local.ServiceDatabase;
import dev.crosscheck.local.test.TestInfrastructure;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

class QuarantineMetricsTest {

    /** They are asked for every few seconds, for ever, and what was decided is never forgotten. */
    @Test
    void whatIsHeldIsFoundWithoutReadingWhatWasDecided() {
        ServiceDatabase database = TestInfrastructure.shared().newServiceDatabase("pricing");
        try (ApplicationContext context = ApplicationContext.run(settings(database))) {
            DSLContext dsl = context.getBean(DSLContext.class);
            dsl.execute("insert into known_model (model_id, catalog_revision) values ('large-2', 1)");
            add(dsl, 20_000, "superseded");
            add(dsl, 3, "held");
            dsl.execute("analyze quarantined_quote");

            assertThat(QuarantineMetrics.held(dsl))
                    .isEqualTo(new Pile(3, Optional.of(Instant.parse("2026-03-02T09:00:01Z"))));
            assertThat(dsl.explain(QuarantineMetrics.question(dsl)).plan())
                    .contains("quarantined_quote_held")
                    .doesNotContain("Seq Scan");
        }
    }

    private static void add(DSLContext dsl, int count, String state) {
        dsl.execute("""
                insert into quarantined_quote (event_id, model_id, provider_id, route, source_id, rule, reason, state,
                    observed_at, recorded_at)
                select {0} || n, 'large-2', 'acme', '', 'acme', 'move', 'a test', {0}, now(),
                    timestamptz '2026-03-02T09:00:00Z' + n * interval '1 second'
                from generate_series(1, {1}) n""", DSL.val(state), DSL.val(count));
    }

    private static Map<String, Object> settings(ServiceDatabase database) {
        Map<String, Object> settings = new HashMap<>(database.properties());
        settings.put("crosscheck.kafka.bootstrap-servers", "nowhere.invalid:9092");
        return settings;
    }
}
