package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Block.Points;
import dev.crosscheck.comparison.page.DecisionRow.Topic;
import java.util.ArrayList;
import java.util.List;

/** Each model's place between what it scores and what its answers cost. The figure is drawn around it. */
final class ScatterSection {

    static List<Section> of(Lineup lineup) {
        DecisionRow price = lineup.row(Topic.OUTPUT_PRICE);
        for (DecisionRow score : lineup.rows(Topic.BENCHMARK)) {
            List<Claim> points = points(lineup, score);
            if (price != null && points.size() > 1) {
                if (lineup.size() == 2) {
                    points.add(relation(lineup, score, price));
                }
                return List.of(new Section(
                        "scatter",
                        "Score against price",
                        List.of(new Points(score.label() + " against the price of output", points))));
            }
        }
        return List.of();
    }

    private static List<Claim> points(Lineup lineup, DecisionRow score) {
        List<Claim> points = new ArrayList<>();
        for (int model = 0; model < lineup.size(); model++) {
            CheapestRoute cheapest = lineup.model(model).routes().cheapest();
            if (cheapest != null && score.standings().get(model) != null) {
                points.add(Claim.resting(
                        lineup.name(model) + ": " + score.text(model) + " at " + cheapest.outputText()
                                + " per 1M output tokens on " + cheapest.route().label() + ".",
                        List.of(
                                score.cells().get(model).claim(),
                                lineup.model(model).routes().outputCell().claim())));
            }
        }
        return points;
    }

    private static Claim relation(Lineup lineup, DecisionRow score, DecisionRow price) {
        int better = score.best();
        int cheaper = price.best();
        String text;
        if (better < 0 && cheaper < 0) {
            text = "Neither " + lineup.name(0) + " nor " + lineup.name(1) + " is ahead on either axis.";
        } else if (better == cheaper) {
            text = lineup.name(better) + " is better on " + score.label() + " and its output costs less.";
        } else if (better >= 0 && cheaper >= 0) {
            text = lineup.name(better) + " is better on " + score.label() + "; the output of " + lineup.name(cheaper)
                    + " costs less.";
        } else if (better >= 0) {
            text = lineup.name(better) + " is better on " + score.label() + " at the same price of output.";
        } else {
            text = "They tie on " + score.label() + "; the output of " + lineup.name(cheaper) + " costs less.";
        }
        return Claim.resting(
                text,
                List.of(
                        score.claims().get(0),
                        score.claims().get(1),
                        price.claims().get(0),
                        price.claims().get(1)));
    }

    private ScatterSection() {}
}
