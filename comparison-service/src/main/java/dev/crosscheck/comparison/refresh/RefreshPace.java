package dev.crosscheck.comparison.refresh;

import java.time.Duration;
import java.time.Instant;

/**
 * When marked models are worth refreshing.
 *
 * <p>A model that changes alone is refreshed almost at once. Several that change together are likely the beginning of
 * more, as an import or a burst is: what is made of them now is stale when the next hundred updates are in. So they wait
 * for a pause of {@link #SHORT_PAUSE}, and while changes stream in, each round for one {@value #LONGER} times as long as
 * the one before did, up to half of what it is going to take: that is all that is lost if nothing more comes. A stream
 * that never pauses gets a round for every {@value #REST} times as long as one takes. Readers wait for none of this: a
 * page whose facts are newer is made for them on the spot.
 */
final class RefreshPace {

    private static final int REST = 4;

    /** Updates are taken in by the hundred, with half a second between: a pause that ends a stream is soon found. */
    private static final int LONGER = 8;

    /** Events that follow each other come within this, even on a busy machine: a batch of updates takes half of it. */
    private static final Duration SHORT_PAUSE = Duration.ofMillis(700);

    /** A round shorter than this says more of its database's day than of its pages. */
    private static final int TELLING_PAGES = 100;

    private static final double WEIGHT_OF_THE_LAST = 0.3;

    private final RefreshConfig config;

    /** What a page takes, both processors at work; a guess until there was a round. */
    private double nanosOfAPage = 150_000;

    private Duration lastQuiet = Duration.ZERO;
    private Instant lastEnd = Instant.MIN;

    RefreshPace(RefreshConfig config) {
        this.config = config;
    }

    /**
     * What is marked.
     *
     * @param models how many
     * @param first  since when the one that is marked longest is
     * @param last   when one was marked last
     */
    record Marked(int models, Instant first, Instant last) {}

    /**
     * A round was worked.
     *
     * @param marked what it was worked for
     * @param pages  that it looked at
     */
    void worked(Marked marked, long pages, Instant start, Instant end) {
        lastQuiet = quiet(marked, pages);
        lastEnd = end;
        if (pages >= TELLING_PAGES) {
            double nanos = (double) Duration.between(start, end).toNanos() / pages;
            nanosOfAPage += WEIGHT_OF_THE_LAST * (nanos - nanosOfAPage);
        }
    }

    /**
     * @param pages that are going to be made
     * @return how long to wait before the next round; zero for now
     */
    Duration untilDue(Marked marked, long pages, Instant now) {
        Instant settled = marked.last().plus(quiet(marked, pages));
        Instant latest = latest(marked, pages);
        return max(Duration.ZERO, Duration.between(now, settled.isBefore(latest) ? settled : latest));
    }

    /** Whether the models were kept waiting so long that the round is worked whatever comes meanwhile. */
    boolean isOverdue(Marked marked, long pages, Instant now) {
        return !now.isBefore(latest(marked, pages));
    }

    private Instant latest(Marked marked, long pages) {
        return marked.first()
                .plus(max(config.longest(), min(round(pages).multipliedBy(REST), config.longestOfStream())));
    }

    private Duration quiet(Marked marked, long pages) {
        Duration shortest =
                marked.models() > 1 ? max(config.quiet(), min(SHORT_PAUSE, config.quietOfStream())) : config.quiet();
        if (!isStream(marked)) {
            return shortest;
        }
        Duration worthwhile = min(max(SHORT_PAUSE, round(pages).dividedBy(2)), config.quietOfStream());
        return max(shortest, min(lastQuiet.multipliedBy(LONGER), worthwhile));
    }

    private Duration round(long pages) {
        return Duration.ofNanos((long) (nanosOfAPage * pages));
    }

    /** Whether models were marked while the last round was worked. One after another is no stream if rounds keep up. */
    private boolean isStream(Marked marked) {
        return !lastQuiet.isZero() && marked.first().isBefore(lastEnd);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
