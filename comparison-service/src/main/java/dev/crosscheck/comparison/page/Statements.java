package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Cell.Mark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Lays out what sources say in words. */
final class Statements {

    /**
     * Several statements in one cell, at most five of them; those of one source stand together before its name.
     *
     * @param field what is absent if there are none
     */
    static Cell cell(Lineup lineup, int model, List<Said> said, String field) {
        if (said.isEmpty()) {
            return new Cell(Claim.of("not known", lineup.absent(model, "statement/" + field)), Mark.MISSING);
        }
        List<Said> shown = said.subList(0, Math.min(said.size(), Grammar.NAMES_SHOWN));
        Map<String, StringJoiner> bySource = new LinkedHashMap<>();
        for (Said one : shown) {
            bySource.computeIfAbsent(one.source(), _ -> new StringJoiner(" ")).add(one.words());
        }
        StringJoiner text = new StringJoiner(" ");
        bySource.forEach((source, words) -> text.add(words + " (" + source + ")"));
        if (shown.size() < said.size()) {
            text.add("(" + shown.size() + " of " + said.size() + " shown)");
        }
        return new Cell(
                new Claim(text.toString(), shown.stream().map(Said::evidence).toList()), Mark.PLAIN);
    }

    private Statements() {}
}
