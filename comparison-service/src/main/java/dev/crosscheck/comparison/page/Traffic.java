package dev.crosscheck.comparison.page;

/**
 * How much a buyer sends to a model and gets back in a month.
 *
 * @param inputTokens  of all prompts together
 * @param outputTokens of all answers together
 */
public record Traffic(long inputTokens, long outputTokens) {

    /** A thousand billion tokens a month: more than anyone asks for, and far from overflowing. */
    public static final long MAX_TOKENS = 1_000_000_000_000_000L;

    public Traffic {
        require("input", inputTokens);
        require("output", outputTokens);
        if (inputTokens + outputTokens == 0) {
            throw new IllegalArgumentException("traffic: no tokens (expected: at least one)");
        }
    }

    /** Such as {@code 800M input + 250M output tokens}; exact, whatever the numbers are. */
    public String text() {
        return Tokens.compact(inputTokens) + " input + " + Tokens.compact(outputTokens) + " output tokens";
    }

    private static void require(String field, long tokens) {
        if (tokens < 0 || tokens > MAX_TOKENS) {
            throw new IllegalArgumentException(field + ": " + tokens + " (expected: 0 to " + MAX_TOKENS + " tokens)");
        }
    }
}
