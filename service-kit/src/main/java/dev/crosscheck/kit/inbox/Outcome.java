package dev.crosscheck.kit.inbox;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What became of an update. */
public enum Outcome {
    /** It changed something. */
    ACCEPTED("accepted"),
    /** It says what is held already. */
    UNCHANGED("unchanged"),
    /** Something newer is known: it entered history and changed nothing of the present. */
    LATE("late"),
    /** It speaks of something unknown. It is kept, and applied by itself as soon as that is known. */
    WAITING("waiting"),
    /** It looks wrong. It is kept, and a person decides whether it is shown. */
    QUARANTINED("quarantined"),
    /** It will never be right as it stands. */
    REFUSED("refused"),
    /** It was taken before. */
    DUPLICATE("duplicate");

    private final String id;

    Outcome(String id) {
        this.id = id;
    }

    /** The word in answers and tables. */
    @JsonValue
    public String id() {
        return id;
    }

    public static Outcome of(String id) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "outcome: " + id + " (expected: one of " + Arrays.toString(values()) + ")"));
    }
}
