package dev.crosscheck.comparison.db;

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
    private static final List<String> HISTORY = List.of("page_change", "dead_letter");

    private static RoleRights rights;

    @BeforeAll
    static void migrate() {
        ServiceDatabase database = TestInfrastructure.shared().newServiceDatabase("comparison");
        Migrations.run(database.url(), database.ownerUsername(), database.ownerPassword(), database.appUsername());
        rights = new RoleRights(database);
    }

    /** Each table is named, so that a new one is thought about. */
    @Test
    void serviceHasTheseRightsAndNoOthers() {
        assertThat(rights.ofTables())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("batch_outcome", KEEPS),
                        Map.entry("dead_letter", ADDS),
                        Map.entry("dirty_model", DISPOSES),
                        Map.entry("flyway_schema_history", "SELECT"),
                        Map.entry("inbox", KEEPS),
                        Map.entry("kafka_offset", KEEPS),
                        Map.entry("outbox", DISPOSES),
                        Map.entry("page", KEEPS),
                        Map.entry("page_change", ADDS),
                        Map.entry("page_change_told", KEEPS),
                        Map.entry("page_template", KEEPS),
                        Map.entry("profile", KEEPS),
                        Map.entry("revision_floor", "SELECT, UPDATE")));
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
