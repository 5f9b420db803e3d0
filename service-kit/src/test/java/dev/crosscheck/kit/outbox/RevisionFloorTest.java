package dev.crosscheck.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.kit.Kit;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RevisionFloorTest {

    private final Kit kit = Kit.start(false);
    private final RevisionFloor floor = new RevisionFloor();

    @AfterEach
    void stop() {
        kit.close();
    }

    @Test
    void floorIsZeroAndOnlyEverLifted() {
        assertThat(floor.of(kit.dsl())).isZero();

        floor.lift(kit.dsl(), 7);
        floor.lift(kit.dsl(), 5);

        assertThat(floor.of(kit.dsl())).isEqualTo(7);
    }

    /** Else a state could begin below the floor after whoever lifts the others has looked. */
    @Test
    void floorIsLiftedWhenNobodyGoesByTheOneBefore() {
        CompletableFuture<Void> lift = kit.dsl().transactionResult(tx -> {
            assertThat(floor.of(tx.dsl())).isZero();
            CompletableFuture<Void> lifting = CompletableFuture.runAsync(() -> floor.lift(kit.dsl(), 7));
            await().until(() -> lifting.isDone() || somebodyWaitsForALock());
            assertThat(lifting).isNotDone();
            return lifting;
        });
        lift.join();

        assertThat(floor.of(kit.dsl())).isEqualTo(7);
    }

    private boolean somebodyWaitsForALock() {
        return kit.dsl()
                .fetchValue("select exists (select from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock')")
                .equals(true);
    }
}
