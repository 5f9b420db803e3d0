package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Cell.Mark;
import java.util.ArrayList;
import java.util.List;

/** Lays out what sources say in words. */
final class Statements {

    /**
     * Several statements in one cell, at most five of them.
     *
     * @param field what is absent if there are none
     */
    static Cell cell(Lineup lineup, int model, List<Claim> claims, String field) {
        if (claims.isEmpty()) {
            return new Cell(Claim.of("not known", lineup.absent(model, "statement/" + field)), Mark.MISSING);
        }
        List<Claim> shown = claims.subList(0, Math.min(claims.size(), Grammar.NAMES_SHOWN));
        List<String> texts = new ArrayList<>();
        shown.forEach(claim -> texts.add(claim.text()));
        String more = shown.size() < claims.size() ? " (" + shown.size() + " of " + claims.size() + " shown)" : "";
        return new Cell(Claim.resting(String.join(" ", texts) + more, shown), Mark.PLAIN);
    }

    private Statements() {}
}
