package dev.crosscheck.comparison.page;

import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.StatementKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Everything that pages say of one model whatever it is compared with, each once and always in the same order. */
final class OwnClaims {

    static List<Claim> of(PreparedProfile model, ComparisonPolicy policy) {
        Set<Claim> claims = new LinkedHashSet<>();
        RouteSheet routes = model.routes();
        List.of(
                        routes.costCell(),
                        routes.inputCell(),
                        routes.outputCell(),
                        routes.routeCell(),
                        routes.unpriced(),
                        routes.providersCell())
                .forEach(cell -> claims.add(cell.claim()));
        for (int workload = 0; workload < policy.workloads().size(); workload++) {
            claims.add(routes.workloadCell(workload).claim());
        }
        for (ModelField field : ModelField.values()) {
            claims.add(model.facts().cell(field).claim());
        }
        Served.NUMBERS.forEach(
                field -> claims.add(model.served().servedCell(field).claim()));
        ModelField.CAPABILITIES.forEach(
                field -> claims.add(model.served().servedCell(field).claim()));
        List<Row> rows = new ArrayList<>(model.routeTables().live());
        rows.addAll(model.routeTables().gone());
        for (Row row : rows) {
            row.cells().forEach(cell -> claims.add(cell.claim()));
            Claim note = row.note();
            if (note != null) {
                claims.add(note);
            }
        }
        for (StatementKind kind : StatementKind.values()) {
            claims.addAll(model.statements().claims(kind));
        }
        claims.addAll(model.routeCapabilities());
        claims.addAll(model.conflicts());
        claims.addAll(model.corrections());
        claims.addAll(model.sources());
        return List.copyOf(claims);
    }

    private OwnClaims() {}
}
