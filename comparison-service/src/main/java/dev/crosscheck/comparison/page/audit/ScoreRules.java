package dev.crosscheck.comparison.page.audit;

import dev.crosscheck.comparison.page.Block;
import dev.crosscheck.comparison.page.Cell;
import dev.crosscheck.comparison.page.Cell.Mark;
import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.comparison.page.Row;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.catalog.Setting;
import java.math.BigDecimal;
import java.util.List;

/** Holds what is printed of scores against them: only like is compared with like, and nobody leads without. */
final class ScoreRules {

    private final Printed printed;
    private final Page page;
    private final List<Profile> profiles;
    private final List<String> found;

    private ScoreRules(Printed printed, List<Profile> profiles, List<String> found) {
        this.printed = printed;
        this.page = printed.page();
        this.profiles = profiles;
        this.found = found;
    }

    /** @param profiles in the order of the page's columns */
    static void check(Printed printed, List<Profile> profiles, List<String> found) {
        ScoreRules rules = new ScoreRules(printed, profiles, found);
        rules.checkComparable();
        for (int model = 0; model < profiles.size(); model++) {
            rules.checkLeads(model);
        }
    }

    private void checkComparable() {
        for (Block.Table table : printed.tables("benchmarks")) {
            if (!table.caption().equals("Benchmarks measured alike")) {
                if (table.rows().stream()
                        .flatMap(row -> row.cells().stream())
                        .anyMatch(cell -> cell.mark() == Mark.BEST)) {
                    found.add("a lead among scores that do not compare: " + table.caption());
                }
                continue;
            }
            for (Row row : table.rows()) {
                List<List<ModelState.Score>> scores = row.cells().stream()
                        .filter(cell -> cell.mark() != Mark.MISSING)
                        .map(cell -> scores(cell.claim()))
                        .toList();
                boolean alike = scores.getFirst().stream()
                        .anyMatch(first -> scores.stream()
                                .allMatch(others -> others.stream().anyMatch(other -> isAlike(first, other))));
                if (!alike) {
                    found.add("scores that do not compare in one row: " + row.label());
                }
            }
        }
    }

    /** A model without a score among those that compare has led none and lost none. */
    private void checkLeads(int model) {
        printed.row("scorecard", "Benchmarks measured alike").ifPresent(leads -> {
            boolean known = printed.tables("benchmarks").stream()
                    .filter(table -> table.caption().equals("Benchmarks measured alike"))
                    .flatMap(table -> table.rows().stream())
                    .anyMatch(row -> row.cells().get(model).mark() != Mark.MISSING);
            Cell cell = leads.cells().get(model);
            if (known == (cell.mark() == Mark.MISSING)) {
                found.add(page.models().get(model).name() + (known ? " has scores" : " has no score")
                        + ", but printed: " + cell.claim().text());
            }
        });
    }

    /** The scores that a cell can mean: those of its fact's source, benchmark and value. */
    private List<ModelState.Score> scores(Claim claim) {
        Evidence fact = page.evidence().get(claim.evidence().getFirst());
        String value = fact == null ? null : fact.value();
        if (fact == null || value == null) {
            return List.of();
        }
        return profiles.stream()
                .filter(profile -> profile.model().equals(fact.model()))
                .flatMap(profile -> profile.catalog().scores().stream())
                .filter(score -> score.provenance().equals(fact.provenance())
                        && fact.field().startsWith("score/" + score.benchmark().id())
                        && value.startsWith(plain(score.value())))
                .toList();
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    private static boolean isAlike(ModelState.Score one, ModelState.Score other) {
        return one.benchmark().id().equals(other.benchmark().id())
                && one.benchmark().unit() == other.benchmark().unit()
                && one.benchmark().better() == other.benchmark().better()
                && one.setting().equals(other.setting())
                && (!one.setting().equals(Setting.UNSTATED)
                        || one.provenance()
                                .source()
                                .id()
                                .equals(other.provenance().source().id()));
    }
}
