package dev.crosscheck.kit.limit;

import static dev.crosscheck.kit.limit.Cost.BATCH;
import static dev.crosscheck.kit.limit.Cost.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.kit.limit.Turn.Whose;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AllowancesTest {

    private static final int PREVIEWS = 6;

    private final AtomicLong now = new AtomicLong();
    private final Allowances allowances = new Allowances(
            new LimitsConfig(true, 0, 100, 100, 100, PREVIEWS, 1, 1, 1, 1, Duration.ofSeconds(1)), now::get);

    @Test
    void minutesWorthMayBeUsedInOneGo() {
        useUp("ada");

        assertThat(allowances.take(PREVIEW, "ada")).isEqualTo(new Turn(Duration.ofSeconds(10), Whose.OWN));
    }

    @Test
    void whoWaitsAsToldIsLetThrough() {
        useUp("ada");

        for (int i = 0; i < 100; i++) {
            Duration wait = allowances.take(PREVIEW, "ada").after();
            assertThat(wait).isPositive();
            now.addAndGet(wait.toNanos());
            assertThat(allowances.take(PREVIEW, "ada").isNow()).isTrue();
        }
    }

    @Test
    void askingInVainCostsNothing() {
        useUp("ada");
        for (int i = 0; i < 1_000; i++) {
            allowances.take(PREVIEW, "ada");
        }

        assertThat(allowances.take(PREVIEW, "ada").after()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void noMoreIsSavedUpThanAMinutesWorth() {
        useUp("ada");
        now.addAndGet(Duration.ofDays(365).toNanos());

        useUp("ada");

        assertThat(allowances.take(PREVIEW, "ada").isNow()).isFalse();
    }

    @Test
    void callersAndCostsHaveTheirOwn() {
        useUp("ada");

        assertThat(allowances.take(PREVIEW, "grace").isNow()).isTrue();
        assertThat(allowances.take(BATCH, "ada").isNow()).isTrue();
    }

    @Test
    void manyCallersTogetherHaveAnEndToo() {
        int asked = 0;
        while (allowances.take(PREVIEW, "caller " + asked).isNow()) {
            asked++;
        }

        assertThat(asked).isEqualTo(PREVIEWS * LimitsConfig.ALL / 2);
        assertThat(allowances.take(PREVIEW, "one more")).isEqualTo(new Turn(Duration.ofSeconds(2), Whose.SHARED));
    }

    @Test
    void thoseWhoAskMuchTogetherHaveAnEndToo() {
        useUpAllOfThoseWhoAskMuch();

        allowances.take(PREVIEW, "one more");
        assertThat(allowances.take(PREVIEW, "one more"))
                .as("the second")
                .isEqualTo(new Turn(Duration.ofSeconds(2), Whose.SHARED));
    }

    /** Ten of them are enough to ask for more than there is; whoever asks for one thing knows nothing of it. */
    @Test
    void whoAsksForLittleDoesNotWaitForThoseWhoAskMuch() {
        useUpAllOfThoseWhoAskMuch();

        for (int caller = 0; caller < PREVIEWS; caller++) {
            assertThat(allowances.take(PREVIEW, "modest " + caller).isNow()).isTrue();
        }
    }

    private void useUpAllOfThoseWhoAskMuch() {
        Turn turn = Turn.NOW;
        for (int caller = 0; turn.whose() == Whose.OWN; caller++) {
            do {
                turn = allowances.take(PREVIEW, "greedy " + caller);
            } while (turn.isNow());
        }
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
            assertThat(allowances.take(PREVIEW, caller).isNow()).isTrue();
        }
    }
}
