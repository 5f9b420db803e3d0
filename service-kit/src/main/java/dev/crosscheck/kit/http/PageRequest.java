package dev.crosscheck.kit.http;

import dev.crosscheck.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The limits of lists. */
public final class PageRequest {

    public static final int DEFAULT_LIMIT = 100;
    public static final int MAX_LIMIT = 1_000;

    /**
     * @param limit as asked for; null for {@value #DEFAULT_LIMIT}
     * @return how many rows to show
     * @throws ProblemException 400, if it is not 1 to {@value #MAX_LIMIT}
     */
    public static int limit(@Nullable Integer limit) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ProblemException.badRequest(
                    "invalid-limit",
                    "Not a length of a page",
                    "limit: " + limit + " (expected: 1 to " + MAX_LIMIT + ")");
        }
        return limit;
    }

    private PageRequest() {}
}
