package dev.crosscheck.pricing.quarantine;

import static java.util.Objects.requireNonNull;

/**
 * Why a quote looks wrong.
 *
 * @param reason for readers: {@code what: met (expected: …)}
 */
record Doubt(Rule rule, String reason) {

    /** As long as a price sheet lets a reason be. */
    private static final int MAX_REASON = 500;

    Doubt {
        requireNonNull(rule, "rule");
        requireNonNull(reason, "reason");
        reason = reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON - 1) + "…";
    }
}
