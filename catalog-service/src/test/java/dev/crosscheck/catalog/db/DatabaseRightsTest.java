package dev.crosscheck.catalog.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.kit.database.Migrations;
import dev.crosscheck.local.ServiceDatabase;
import dev.crosscheck.local.test.RoleRights;
import dev.crosscheck.local.test.TestInfrastructure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The role that the service runs under: whoever takes the service over has no more rights than it has. */
class DatabaseRightsTest {

    private static final String ADDS = "SELECT, INSERT";
    private static final String KEEPS = "SELECT, INSERT, UPDATE";
    private static final String DISPOSES = "SELECT, INSERT, UPDATE, DELETE";

    /** What was ever reported, decided or told. */
    private static final List<String> HISTORY =
            List.of("benchmark_history", "claim_history", "model_alias_history", "dead_letter");

    private static RoleRights rights;

    @BeforeAll
    static void migrate() {
        ServiceDatabase database = TestInfrastructure.shared().newServiceDatabase("catalog");
        Migrations.run(database.url(), database.ownerUsername(), database.ownerPassword(), database.appUsername());
        rights = new RoleRights(database);
    }

    /** Each table is named, so that a new one is thought about. */
    @Test
    void serviceHasTheseRightsAndNoOthers() {
        assertThat(rights.ofTables())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("batch_outcome", KEEPS),
                        Map.entry("benchmark", KEEPS),
                        Map.entry("benchmark_alias", ADDS),
                        Map.entry("benchmark_history", ADDS),
                        Map.entry("claim", KEEPS),
                        Map.entry("claim_history", ADDS),
                        Map.entry("dead_letter", ADDS),
                        Map.entry("flyway_schema_history", "SELECT"),
                        Map.entry("inbox", KEEPS),
                        Map.entry("kafka_offset", KEEPS),
                        Map.entry("model", KEEPS),
                        Map.entry("model_alias", KEEPS),
                        Map.entry("model_alias_history", ADDS),
                        Map.entry("outbox", DISPOSES),
                        Map.entry("revision_floor", "SELECT, UPDATE"),
                        Map.entry("waiting_update", DISPOSES)));
    }

    @Test
    void historyIsAddedToAndNeverChanged() {
        assertThat(rights.ofTables())
                .extractingByKeys(HISTORY.toArray(String[]::new))
                .containsOnly(ADDS);
        assertThat(rights.rewriting(HISTORY)).isEmpty();
    }

    @Test
    void serviceChangesNoSchemaAndRulesOverNothing() {
        assertThat(rights.ruling()).isEmpty();
    }
}
