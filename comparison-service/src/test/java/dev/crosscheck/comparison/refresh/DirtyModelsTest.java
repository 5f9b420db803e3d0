package dev.crosscheck.comparison.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.refresh.DirtyModels.Mark;
import dev.crosscheck.kit.database.Pipeline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

class DirtyModelsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final DirtyModels dirty = new DirtyModels(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), nanos::get);

    /** Another replica may have stored its pages meanwhile: this one looks there again. */
    @Test
    void modelIsFreshlyMarkedForTenSecondsAfterItsLastMark() {
        mark("a", 1);
        pass(Duration.ofSeconds(6));
        mark("a", 2);
        mark("b", 1);

        pass(Duration.ofMillis(9_999));
        assertThat(dirty.isFreshlyMarked("a")).isTrue();
        assertThat(dirty.isFreshlyMarked("b")).isTrue();
        assertThat(dirty.isFreshlyMarked("c")).isFalse();

        pass(Duration.ofMillis(1));
        assertThat(dirty.isFreshlyMarked("a")).isFalse();
        assertThat(dirty.isFreshlyMarked("b")).isFalse();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** Whether it comes to the database is of no account. */
    private void mark(String model, long revision) {
        Pipeline never = Pipeline.of(DSL.using(SQLDialect.POSTGRES));
        dirty.mark(never, List.of(new Mark(model, revision, Instant.EPOCH, List.of())));
    }
}
