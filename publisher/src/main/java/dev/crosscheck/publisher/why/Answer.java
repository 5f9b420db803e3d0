package dev.crosscheck.publisher.why;

import java.util.Locale;

/**
 * Where a price was found, and what follows.
 *
 * @param what the offer or event it is about
 * @param text what was found, with values, source and dates
 * @param todo what a person can do; empty if there is nothing to do
 */
public record Answer(Kind kind, String what, String text, String todo) {

    /** Where a price can be. */
    public enum Kind {
        SHOWN,
        RETIRED,
        /** Another source is chosen for the same route. */
        BEHIND,
        /** A newer quote of the same source is known. */
        LATE,
        HELD,
        /** A person looked at it and said that it is wrong. */
        REJECTED,
        /** A person took it back. */
        WITHDRAWN,
        /** Which model a source calls so. */
        LINKED,
        WAITING,
        REFUSED,
        /** Known to pricing, and not yet to the pages. */
        UNDERWAY,
        UNKNOWN
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + "  " + what + ": " + text
                + (todo.isEmpty() ? "" : System.lineSeparator() + "    " + todo);
    }
}
