package dev.crosscheck.comparison.page.audit;

import dev.crosscheck.comparison.page.Block;
import dev.crosscheck.comparison.page.Cell.Mark;
import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Outcome;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Row;
import dev.crosscheck.comparison.page.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

    static void check(Printed printed, List<String> found) {
        checkSections(printed.page(), found);
        if (printed.page().models().size() == 2) {
            checkReasons(printed, found);
        }
        checkVerdict(printed.page(), found);
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
