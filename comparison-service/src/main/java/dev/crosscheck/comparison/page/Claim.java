package dev.crosscheck.comparison.page;

import dev.crosscheck.event.Texts;
import java.util.List;

/**
 * A sentence or a cell that says something. It cannot be built without the facts that make it true.
 *
 * @param text     plain text in English; whoever prints it escapes it
 * @param evidence ids of {@link Evidence} on the same page, never empty, in order of mention
 */
public record Claim(String text, List<String> evidence) {

    public Claim {
        Texts.requireLength("claim", text, 1, 20_000);
        evidence = FactIds.of(evidence);
        if (evidence.isEmpty()) {
            throw new IllegalArgumentException("evidence of \"" + text + "\": none (expected: at least one fact)");
        }
    }

    static Claim of(String text, String evidence) {
        return new Claim(text, FactIds.of(evidence));
    }

    static Claim of(String text, String first, String second) {
        return new Claim(text, FactIds.of(first, second));
    }

    /** A claim that rests on what other claims rest on. */
    static Claim resting(String text, List<Claim> on) {
        return new Claim(text, FactIds.behind(on));
    }
}
