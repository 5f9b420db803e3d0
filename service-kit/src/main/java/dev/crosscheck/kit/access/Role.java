package dev.crosscheck.kit.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do. No role holds another: who may do more has more of them. */
public enum Role {
    /** Anybody, with a token or without. No token names it. */
    ANYONE,

    /** Looks at what is not for everybody: what was sent, by whom, and what became of it. */
    READER,

    /** Sends what others then read. */
    PUBLISHER,

    /** Runs the service, and has no say in what it tells. */
    OPERATOR;

    /** As tokens and documents name it: {@code publisher}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role that a token means. Roles of others in the same token are none of ours. */
    static Optional<Role> named(String id) {
        return Arrays.stream(values())
                .filter(role -> role != ANYONE && role.id().equals(id))
                .findFirst();
    }
}
