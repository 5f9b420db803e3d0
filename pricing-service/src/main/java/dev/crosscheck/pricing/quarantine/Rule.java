package dev.crosscheck.pricing.quarantine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Why a quote is held. */
public enum Rule {
    /** A price moved by a thousand, a million, …: somebody mistook the unit. */
    UNIT_JUMP("unit-jump"),
    /** A price that was paid is zero now. */
    TO_ZERO("to-zero"),
    /** A price is outside of what any model costs. */
    RANGE("range"),
    /** A price moved further than a source is trusted with. */
    MOVE("move"),
    /** A price under some condition is far from what the same thing costs in an ordinary request. */
    CONDITION("condition"),
    /** A price cannot be true if what other sources say of the very same offer is. */
    OTHER_SOURCES("other-sources"),
    /** A price is far from what other routes of the same provider to the same model cost. */
    OTHER_ROUTES("other-routes"),
    /** A price is far from what the other providers of the model charge. */
    OUT_OF_LINE("out-of-line"),
    /** Its publisher asked for a review. */
    HOLD("hold"),
    /** A person rejected it, and no rule had held it. */
    REVIEW("review");

    private final String id;

    Rule(String id) {
        this.id = id;
    }

    /** The word in answers and tables. */
    @JsonValue
    public String id() {
        return id;
    }

    static Rule of(String id) {
        return Arrays.stream(values())
                .filter(rule -> rule.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "rule: " + id + " (expected: one of " + Arrays.toString(values()) + ")"));
    }
}
