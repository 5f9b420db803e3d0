package dev.crosscheck.comparison.page;

import org.jspecify.annotations.Nullable;

/** How much a buyer sends to a model and gets back in a month. */
public final class Traffic {

    /** A thousand billion tokens a month: more than anyone asks for, and far from overflowing. */
    public static final long MAX_TOKENS = 1_000_000_000_000_000L;

    private final long inputTokens;
    private final long outputTokens;

    /** A page says it a dozen times, so it is put into words once. */
    private final String text;

    private final String shortText;

    /**
     * @param inputTokens  of all prompts together
     * @param outputTokens of all answers together
     */
    public Traffic(long inputTokens, long outputTokens) {
        require("input", inputTokens);
        require("output", outputTokens);
        if (inputTokens + outputTokens == 0) {
            throw new IllegalArgumentException("traffic: no tokens (expected: at least one)");
        }
        this.inputTokens = inputTokens;
        this.outputTokens = outputTokens;
        String input = Tokens.compact(inputTokens);
        String output = Tokens.compact(outputTokens);
        text = input + " input + " + output + " output tokens";
        shortText = input + " in + " + output + " out";
    }

    public long inputTokens() {
        return inputTokens;
    }

    public long outputTokens() {
        return outputTokens;
    }

    /** Such as {@code 800M input + 250M output tokens}; exact, whatever the numbers are. */
    public String text() {
        return text;
    }

    /** Such as {@code 800M in + 250M out}. */
    String shortText() {
        return shortText;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Traffic that
                        && inputTokens == that.inputTokens
                        && outputTokens == that.outputTokens;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(inputTokens) + Long.hashCode(outputTokens);
    }

    @Override
    public String toString() {
        return text;
    }

    private static void require(String field, long tokens) {
        if (tokens < 0 || tokens > MAX_TOKENS) {
            throw new IllegalArgumentException(field + ": " + tokens + " (expected: 0 to " + MAX_TOKENS + " tokens)");
        }
    }
}
