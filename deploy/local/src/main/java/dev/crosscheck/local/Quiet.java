package dev.crosscheck.local;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Tells whether every event sent so far has had its whole effect. */
public final class Quiet {

    private final Reachable system;

    private static final String UNTOLD =
            "select (select coalesce(max(change), 0) from page_change) - (select change from page_change_told)";

    public Quiet(Reachable system) {
        this.system = system;
    }

    /**
     * What is still to be done, part by part; nothing if all is.
     *
     * <p>Looked at in the order in which effects travel, so that nothing can slip by behind the look.
     */
    public List<String> undone() {
        List<String> undone = new ArrayList<>();
        for (Service service : Service.values()) {
            Lag.of(service, system.databases(), system.broker()).stream()
                    .filter(lag -> lag.records() != 0)
                    .forEach(lag -> undone.add(lag.toString()));
            if (service == Service.COMPARISON) {
                add(undone, service, "select count(*) from dirty_model", "models with old pages");
                add(undone, service, UNTOLD, "changes of pages to tell");
            }
            add(undone, service, "select count(*) from outbox", "events to send");
        }
        return undone;
    }

    private void add(List<String> undone, Service service, String count, String what) {
        try (Connection admin = system.databases().connect(service.id());
                Statement statement = admin.createStatement();
                ResultSet row = statement.executeQuery(count)) {
            row.next();
            if (row.getLong(1) > 0) {
                undone.add(service.id() + ": " + row.getLong(1) + " " + what);
            }
        } catch (SQLException exception) {
            throw new IllegalStateException(service.id() + ": " + count, exception);
        }
    }
}
