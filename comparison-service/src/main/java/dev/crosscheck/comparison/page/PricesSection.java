package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Block.Paragraph;
import dev.crosscheck.comparison.page.Block.Table;
import dev.crosscheck.comparison.page.DecisionRow.Topic;
import java.util.ArrayList;
import java.util.List;

/** The prices that are compared, then every route of each model with all it charges and serves. */
final class PricesSection {

    static Section of(Lineup lineup) {
        List<Block> blocks = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        DecisionRow input = lineup.row(Topic.INPUT_PRICE);
        DecisionRow output = lineup.row(Topic.OUTPUT_PRICE);
        DecisionRow providers = lineup.row(Topic.PROVIDERS);
        boolean anyPrice = false;
        for (PreparedProfile model : lineup.models()) {
            anyPrice |= model.routes().cheapest() != null;
        }
        if (anyPrice && input != null && output != null) {
            rows.add(priced(lineup, "Input price", input));
            rows.add(priced(lineup, "Output price", output));
            rows.add(Tables.row(
                    "Both on this route", lineup, model -> model.routes().routeCell()));
        }
        if (providers != null) {
            rows.add(Tables.row("Providers with a live route", providers));
        }
        if (!Tables.areEmpty(rows)) {
            blocks.add(new Table(
                    anyPrice ? "Prices on the cheapest route for the stated traffic" : "Availability",
                    lineup.names(),
                    rows));
        }
        for (int model = 0; model < lineup.size(); model++) {
            blocks.addAll(lineup.named(model).routes());
        }
        return new Section("prices", "Pricing and availability", blocks);
    }

    /** With how much cheaper the lower one is, for two models. */
    private static Row priced(Lineup lineup, String label, DecisionRow row) {
        boolean led = lineup.size() == 2 && row.best() >= 0;
        return new Row(label, row.marked(), led ? lineup.advantage(row) : null);
    }

    /** Every route to one model. */
    static List<Block> routes(PreparedProfile model, String name) {
        RouteTables tables = model.routeTables();
        RouteSheet routes = model.routes();
        if (tables.live().isEmpty() && tables.gone().isEmpty()) {
            return List.of(
                    new Paragraph(List.of(new Claim("No route to " + name + " is tracked.", routes.evidence()))));
        }
        List<Block> blocks = new ArrayList<>();
        if (!tables.live().isEmpty() && tables.isBare()) {
            blocks.add(new Paragraph(List.of(new Claim(
                    name + " is live on " + Grammar.shortList(routes.whereLive()) + ", without a tracked price.",
                    routes.evidence()))));
        } else if (!tables.live().isEmpty()) {
            blocks.add(new Table(
                    "Live routes to " + name + ", US dollars per 1M tokens", tables.columns(), tables.live()));
        }
        if (!tables.gone().isEmpty()) {
            blocks.add(new Table(
                    "Deprecated or retired routes to " + name + ", not counted anywhere, US dollars per 1M tokens",
                    tables.columns(),
                    tables.gone()));
        }
        return blocks;
    }

    private PricesSection() {}
}
