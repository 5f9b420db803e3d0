package dev.crosscheck.kit.limit;

import static dev.crosscheck.kit.limit.Cost.BATCH;
import static dev.crosscheck.kit.limit.Cost.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AllowancesTest {

    private static final int PREVIEWS = 6;

    private final AtomicLong now = new AtomicLong();
    private final Allowances allowances = new Allowances(new LimitsConfig(true, 0, 100, 100, 100, PREVIEWS), now::get);

    @Test
    void minutesWorthMayBeUsedInOneGo() {
        for (int i = 0; i < PREVIEWS; i++) {
            assertThat(allowances.take(PREVIEW, "ada")).isZero();
        }

        assertThat(allowances.take(PREVIEW, "ada")).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whoWaitsAsToldIsLetThrough() {
        useUp("ada");

        for (int i = 0; i < 100; i++) {
            Duration wait = allowances.take(PREVIEW, "ada");
            assertThat(wait).isPositive();
            now.addAndGet(wait.toNanos());
            assertThat(allowances.take(PREVIEW, "ada")).isZero();
        }
    }

    @Test
    void askingInVainCostsNothing() {
        useUp("ada");
        for (int i = 0; i < 1_000; i++) {
            allowances.take(PREVIEW, "ada");
        }

        assertThat(allowances.take(PREVIEW, "ada")).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void noMoreIsSavedUpThanAMinutesWorth() {
        useUp("ada");
        now.addAndGet(Duration.ofDays(365).toNanos());

        useUp("ada");

        assertThat(allowances.take(PREVIEW, "ada")).isPositive();
    }

    @Test
    void callersAndCostsHaveTheirOwn() {
        useUp("ada");

        assertThat(allowances.take(PREVIEW, "grace")).isZero();
        assertThat(allowances.take(BATCH, "ada")).isZero();
    }

    @Test
    void manyCallersTogetherHaveAnEndToo() {
        for (int caller = 0; caller < LimitsConfig.ALL; caller++) {
            useUp("caller " + caller);
        }

        assertThat(allowances.take(PREVIEW, "one more")).isEqualTo(Duration.ofSeconds(1));
    }

    /** Otherwise somebody with many addresses would fill the memory. */
    @Test
    void onlySoManyCallersAreRemembered() {
        useUp("ada");
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        for (int caller = 0; caller < Allowances.MOST_CALLERS; caller++) {
            now.addAndGet(Duration.ofSeconds(10).toNanos());
            allowances.take(BATCH, "caller " + caller);
        }

        assertThat(allowances.size()).isEqualTo(Allowances.MOST_CALLERS);
    }

    private void useUp(String caller) {
        for (int i = 0; i < PREVIEWS; i++) {
            assertThat(allowances.take(PREVIEW, caller)).isZero();
        }
    }
}
