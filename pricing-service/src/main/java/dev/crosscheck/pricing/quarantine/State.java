package dev.crosscheck.pricing.quarantine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What became of a quote that looks wrong. */
public enum State {
    /** It is the last word of its source, and waits for a person. */
    HELD("held"),
    /** A person let it be shown. */
    RELEASED("released"),
    /** A person decided that it is not shown. */
    REJECTED("rejected"),
    /** Its source has said something else since. */
    SUPERSEDED("superseded");

    private final String id;

    State(String id) {
        this.id = id;
    }

    /** The word in answers and tables. */
    @JsonValue
    public String id() {
        return id;
    }

    /** @param id as in addresses and tables; empty if it is none */
    static Optional<State> find(String id) {
        return Arrays.stream(values()).filter(state -> state.id.equals(id)).findFirst();
    }
}
