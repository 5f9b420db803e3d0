package dev.crosscheck.comparison.page;

import dev.crosscheck.event.Texts;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A sentence or a cell that says something. It cannot be built without the facts that make it true.
 *
 * @param text     plain text in English; whoever prints it escapes it
 * @param evidence ids of {@link Evidence} on the same page, never empty, in order of mention
 */
public record Claim(String text, List<String> evidence) {

    private static final int FEW = 8;

    public Claim {
        Texts.requireLength("claim", text, 1, 20_000);
        evidence = isDistinct(evidence) ? List.copyOf(evidence) : List.copyOf(new LinkedHashSet<>(evidence));
        if (evidence.isEmpty()) {
            throw new IllegalArgumentException("evidence of \"" + text + "\": none (expected: at least one fact)");
        }
    }

    /** False may also mean that looking would cost as much as making it so. */
    private static boolean isDistinct(List<String> ids) {
        if (ids.size() > FEW) {
            return false;
        }
        for (int i = 1; i < ids.size(); i++) {
            String id = ids.get(i);
            for (int before = 0; before < i; before++) {
                if (id.equals(ids.get(before))) {
                    return false;
                }
            }
        }
        return true;
    }

    static Claim of(String text, String evidence) {
        return new Claim(text, List.of(evidence));
    }

    static Claim of(String text, String first, String second) {
        return new Claim(text, List.of(first, second));
    }

    /** A claim that rests on what other claims rest on. */
    static Claim resting(String text, List<Claim> on) {
        List<String> evidence = new ArrayList<>();
        for (Claim claim : on) {
            evidence.addAll(claim.evidence());
        }
        return new Claim(text, evidence);
    }
}
