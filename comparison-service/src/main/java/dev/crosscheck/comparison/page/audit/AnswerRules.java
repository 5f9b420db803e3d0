package dev.crosscheck.comparison.page.audit;

import dev.crosscheck.comparison.page.Block;
import dev.crosscheck.comparison.page.Cell;
import dev.crosscheck.comparison.page.Cell.Mark;
import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Outcome;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Row;
import dev.crosscheck.comparison.page.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds a page's answer against its rows: no reason on both sides, no verdict that a marked cell contradicts. */
final class AnswerRules {

    private static final List<String> SECTIONS = List.of(
            "overview",
            "scorecard",
            "dominance",
            "trade-offs",
            "monthly-cost",
            "workloads",
            "prices",
            "specs",
            "capabilities",
            "benchmarks",
            "scatter",
            "switching",
            "deep-dive",
            "takes",
            "questions",
            "statements",
            "provenance");

    private static final Pattern COUNTED = Pattern.compile("^(\\w+) rows? (?:is|are) counted: ");
    private static final Pattern COMPARED = Pattern.compile(" of (\\w+) comparable rows?");

    static void check(Printed printed, List<String> found) {
        checkSections(printed.page(), found);
        if (printed.page().models().size() == 2) {
            checkReasons(printed, found);
        }
        checkVerdict(printed.page(), found);
        checkMissing(printed.page(), found);
        checkCounted(printed, found);
    }

    /** A verdict names what it lacks; without a price on both sides or a shared benchmark there is none. */
    private static void checkMissing(Page page, List<String> found) {
        Outcome outcome = page.outcome();
        boolean price = outcome.missing().stream().anyMatch(kind -> kind.startsWith("price:"));
        boolean benchmark = outcome.missing().contains("benchmark");
        boolean decided = outcome.verdict() != Outcome.Verdict.NOT_ENOUGH_EVIDENCE;
        if (decided && outcome.monthlyCost().size() < 2 && benchmark) {
            found.add(
                    "a verdict without prices and benchmarks: " + page.verdict().text());
        }
        if (outcome.verdict() == Outcome.Verdict.TRADE_OFF
                && (price && !page.verdict().text().contains("no price to rank")
                        || benchmark && !page.verdict().text().contains("no benchmark"))) {
            found.add("a trade-off that does not name what is missing: "
                    + page.verdict().text());
        }
    }

    /** The rows that are said to count are as many as the verdict says, and none merely follows from another. */
    private static void checkCounted(Printed printed, List<String> found) {
        for (Claim claim : printed.sentences()) {
            Matcher counted = COUNTED.matcher(claim.text());
            if (!counted.find()) {
                continue;
            }
            Matcher compared = COMPARED.matcher(printed.page().verdict().text());
            if (compared.find() && !compared.group(1).equals(counted.group(1).toLowerCase(Locale.ROOT))) {
                found.add("not as many rows as the verdict counts: " + claim.text());
            }
            for (String price : List.of("Input price", "Output price")) {
                int cheaper = best(printed, "monthly-cost", "Cost a month");
                if (claim.text().contains("the " + price.toLowerCase(Locale.ROOT))
                        && cheaper >= 0
                        && cheaper == best(printed, "prices", price)) {
                    found.add("a part of the monthly cost counted beside it: " + claim.text());
                }
            }
        }
    }

    private static int best(Printed printed, String section, String label) {
        return printed.row(section, label)
                .map(row -> row.cells().stream().map(Cell::mark).toList().indexOf(Mark.BEST))
                .orElse(-1);
    }

    private static void checkSections(Page page, List<String> found) {
        int last = -1;
        for (Section section : page.sections()) {
            int place = SECTIONS.indexOf(section.id());
            if (place <= last) {
                found.add("section " + section.id() + " is twice here, out of order, or not known");
            }
            last = place;
            if (section.blocks().isEmpty()) {
                found.add("section " + section.id() + " says nothing");
            }
            for (Block block : section.blocks()) {
                if (block instanceof Block.Table table
                        && table.rows().stream()
                                .flatMap(row -> row.cells().stream())
                                .allMatch(cell -> cell.mark() == Mark.MISSING)) {
                    found.add("a table that says nothing: " + table.caption());
                }
            }
        }
    }

    /** A reason that holds for both is none. */
    private static void checkReasons(Printed printed, List<String> found) {
        List<Set<String>> sides = new ArrayList<>();
        printed.section("trade-offs")
                .ifPresent(section -> section.blocks().forEach(block -> {
                    if (block instanceof Block.Points points
                            && points.heading() != null
                            && points.heading().startsWith("Choose ")) {
                        Set<String> reasons = new HashSet<>();
                        points.claims().forEach(claim -> reasons.add(topic(claim)));
                        sides.add(reasons);
                    }
                }));
        if (sides.size() == 2) {
            for (String reason : sides.get(0)) {
                if (!reason.startsWith("No row") && sides.get(1).contains(reason)) {
                    found.add("a reason on both sides: " + reason);
                }
            }
        }
    }

    /** What a reason is about: the words before its figures. */
    private static String topic(Claim claim) {
        String text = claim.text();
        int against = text.indexOf("; ");
        if (against > 0
                && (text.startsWith("It ")
                        || text.startsWith("As listed it ")
                        || text.startsWith("On the cheapest routes it "))) {
            return text.substring(0, against);
        }
        int colon = text.lastIndexOf(": ");
        if (colon > 0) {
            return text.substring(0, colon);
        }
        int is = text.indexOf(" a month is ");
        return is > 0 ? text.substring(0, is) : text.replaceAll("[\\d$].*", "");
    }

    private static void checkVerdict(Page page, List<String> found) {
        Outcome outcome = page.outcome();
        if (outcome.verdict() == Outcome.Verdict.DOMINATES) {
            int winner = -1;
            for (int i = 0; i < page.models().size(); i++) {
                winner = page.models().get(i).id().equals(outcome.winner()) ? i : winner;
            }
            if (winner < 0) {
                found.add("a dominating model that is not on the page: " + outcome.winner());
            }
            checkMarks(page, winner, found);
        } else if (outcome.winner() != null) {
            found.add("a winner without dominance: " + outcome.winner());
        }
        if (outcome.verdict() == Outcome.Verdict.EQUIVALENT) {
            checkMarks(page, -1, found);
        }
    }

    /** No cell may be best but the winner's. */
    private static void checkMarks(Page page, int winner, List<String> found) {
        for (Section section : page.sections()) {
            for (Block block : section.blocks()) {
                if (block instanceof Block.Table table) {
                    for (Row row : table.rows()) {
                        for (int i = 0; i < row.cells().size(); i++) {
                            if (row.cells().get(i).mark() == Mark.BEST && i != winner) {
                                found.add("the verdict is " + page.verdict().text() + " But another is best on "
                                        + row.label() + " of " + section.id());
                            }
                        }
                    }
                }
            }
        }
    }

    private AnswerRules() {}
}
