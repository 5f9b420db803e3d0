package dev.crosscheck.comparison.refresh;

import java.time.Duration;
import java.time.Instant;

/**
 * When marked models are worth refreshing.
 *
 * <p>A change that comes alone is refreshed at once. While changes stream in, a round makes pages that the next
 * change makes stale again. So a round of a stream waits for a pause that is long beside the round: a quarter of
 * what the last one took, which is all that is lost if nothing more comes. A stream that never pauses gets a round
 * for every {@value #REST} times as long as the last one took. Readers wait for none of this: a page whose facts are
 * newer is made for them on the spot.
 */
final class RefreshPace {

    private static final int REST = 4;

    private static final int PAUSES_IN_A_ROUND = 4;

    private final RefreshConfig config;
    private Duration lastRound = Duration.ZERO;
    private Instant lastEnd = Instant.MIN;

    RefreshPace(RefreshConfig config) {
        this.config = config;
    }

    /** Since when the model that is marked longest is, and when one was marked last. */
    record Marked(Instant first, Instant last) {}

    /** A round was worked. */
    void worked(Instant start, Instant end) {
        lastRound = Duration.between(start, end);
        lastEnd = end;
    }

    /** @return how long to wait before the next round; zero for now */
    Duration untilDue(Marked marked, Instant now) {
        Duration quiet = config.quiet();
        Duration longest = config.longest();
        if (isStream(marked)) {
            quiet = max(quiet, min(lastRound.dividedBy(PAUSES_IN_A_ROUND), config.quietOfAStream()));
            longest = max(longest, min(lastRound.multipliedBy(REST), config.longestOfAStream()));
        }
        Instant settled = marked.last().plus(quiet);
        Instant latest = marked.first().plus(longest);
        return max(Duration.ZERO, Duration.between(now, settled.isBefore(latest) ? settled : latest));
    }

    /** Whether a model was marked while the last round was worked, or so soon after that it might as well have been. */
    private boolean isStream(Marked marked) {
        return !lastRound.isZero() && marked.first().isBefore(lastEnd.plus(lastRound));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
