package dev.crosscheck.pricing.db;

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
    private static final String REPLACES = "SELECT, INSERT, DELETE";
    private static final String DISPOSES = "SELECT, INSERT, UPDATE, DELETE";

    /** What was ever reported, decided or told. */
    private static final List<String> HISTORY = List.of(
            "provider_history",
            "quote_history",
            "quote_sighting",
            "quote_review",
            "withdrawal",
            "withdrawn_update",
            "dead_letter");

    private static RoleRights rights;

    @BeforeAll
    static void migrate() {
        ServiceDatabase database = TestInfrastructure.shared().newServiceDatabase("pricing");
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
                        Map.entry("flyway_schema_history", "SELECT"),
                        Map.entry("inbox", KEEPS),
                        Map.entry("kafka_offset", KEEPS),
                        Map.entry("known_model", KEEPS),
                        Map.entry("model_alias", REPLACES),
                        Map.entry("outbox", DISPOSES),
                        Map.entry("price_sheet", KEEPS),
                        Map.entry("provider", KEEPS),
                        Map.entry("provider_history", ADDS),
                        Map.entry("provider_report", KEEPS),
                        Map.entry("quarantined_quote", DISPOSES),
                        Map.entry("quote", DISPOSES),
                        Map.entry("quote_history", ADDS),
                        Map.entry("quote_review", ADDS),
                        Map.entry("quote_sighting", ADDS),
                        Map.entry("revision_floor", "SELECT, UPDATE"),
                        Map.entry("waiting_update", REPLACES),
                        Map.entry("withdrawal", ADDS),
                        Map.entry("withdrawn_update", ADDS)));
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
