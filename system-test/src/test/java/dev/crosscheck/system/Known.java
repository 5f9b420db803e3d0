package dev.crosscheck.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.local.DatabaseServer;
import dev.crosscheck.local.Service;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What comparison-service has taken in, held against what the two others hold, to the last revision. */
final class Known {

    /** A row as what it tells. */
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Returns when comparison-service knows of each model the state and the price sheet that are there now. */
    static void awaitTheSame(CrosscheckSystem system, DatabaseServer pricing) {
        DatabaseServer server = system.processes().postgres().server();
        await("comparison-service knows what the others hold")
                .atMost(CrosscheckSystem.PATIENCE)
                .untilAsserted(() -> {
                    assertThat(byModel(
                                    server,
                                    Service.COMPARISON,
                                    "select model_id, catalog_state from profile where catalog_state is not null",
                                    row -> EventJson.read(row.getBytes(2), ModelState.class)))
                            .isEqualTo(byModel(
                                    server,
                                    Service.CATALOG,
                                    "select model_id, state from model where state is not null",
                                    row -> EventJson.read(row.getBytes(2), ModelState.class)));
                    assertThat(byModel(
                                    server,
                                    Service.COMPARISON,
                                    "select model_id, price_sheet from profile where price_sheet is not null",
                                    row -> EventJson.read(row.getBytes(2), PriceSheet.class)))
                            .isEqualTo(byModel(
                                    pricing,
                                    Service.PRICING,
                                    "select model_id, revision, offers from price_sheet",
                                    row -> new PriceSheet(row.getString(1), row.getLong(2), offers(row.getString(3)))));
                });
    }

    /** What a query on a service's database on that server gives, as text. */
    static String count(DatabaseServer server, Service service, String query) {
        return byModel(server, service, query, row -> row.getString(1))
                .values()
                .iterator()
                .next();
    }

    private static List<PriceSheet.Offer> offers(String json) {
        return List.of(EventJson.read(json.getBytes(StandardCharsets.UTF_8), PriceSheet.Offer[].class));
    }

    private static <T> Map<String, T> byModel(
            DatabaseServer server, Service service, String query, Reading<T> reading) {
        Map<String, T> known = new TreeMap<>();
        try (Connection admin = server.connect(service.id());
                Statement statement = admin.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            while (row.next()) {
                known.put(row.getString(1), reading.of(row));
            }
        } catch (SQLException exception) {
            throw new IllegalStateException(service.id() + ": " + query, exception);
        }
        return known;
    }

    private Known() {}
}
