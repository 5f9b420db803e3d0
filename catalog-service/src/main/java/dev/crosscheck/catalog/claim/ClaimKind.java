package dev.crosscheck.catalog.claim;

import java.util.Arrays;

/** What kinds of things are said of a model. */
public enum ClaimKind {
    FACT("fact"),
    SCORE("score"),
    STATEMENT("statement"),
    TAKE("take");

    private final String id;

    ClaimKind(String id) {
        this.id = id;
    }

    /** The word in tables and answers. */
    public String id() {
        return id;
    }

    public static ClaimKind of(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "kind: " + id + " (expected: one of " + Arrays.toString(values()) + ")"));
    }
}
