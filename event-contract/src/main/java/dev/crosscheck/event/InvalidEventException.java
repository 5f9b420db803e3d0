package dev.crosscheck.event;

import org.jspecify.annotations.Nullable;

/** An event that will never be right. It names the field, the value met and the value expected. */
public final class InvalidEventException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 200;

    private final String field;
    private final String met;
    private final String expected;

    /**
     * @param field    the JSON pointer or name of the field
     * @param met      the value found there; shortened, since it may be anything
     * @param expected what would have been right
     */
    public InvalidEventException(String field, @Nullable Object met, String expected) {
        super(field + ": " + shown(met) + " (expected: " + expected + ")");
        this.field = field;
        this.met = shown(met);
        this.expected = expected;
    }

    public String field() {
        return field;
    }

    public String met() {
        return met;
    }

    public String expected() {
        return expected;
    }

    private static String shown(@Nullable Object met) {
        String text = String.valueOf(met).replaceAll("\\p{Cntrl}", "\uFFFD");
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + " characters)";
    }
}
