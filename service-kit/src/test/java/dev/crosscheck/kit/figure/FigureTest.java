package dev.crosscheck.kit.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

class FigureTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final AtomicReference<Long> database = new AtomicReference<>(7L);
    private final Figure<Long> figure = new Figure<>(
            "letters",
            _ -> {
                Long answer = database.get();
                if (answer == null) {
                    throw new DataAccessException("away");
                }
                return answer;
            },
            Duration.ofSeconds(30),
            nanos::get);

    @Test
    void figureIsUnknownUntilTheDatabaseHasAnswered() {
        assertThat(figure.of(Long::doubleValue)).isNaN();
        assertThat(figure.ageSeconds()).isNaN();
    }

    @Test
    void figureIsTheLastAnswerAndSaysHowOldItIs() {
        ask();
        pass(Duration.ofSeconds(30));

        assertThat(figure.of(Long::doubleValue)).isEqualTo(7);
        assertThat(figure.ageSeconds()).isEqualTo(30);
    }

    @Test
    void oldAnswerIsNoFigure() {
        ask();
        database.set(null);
        assertThatThrownBy(this::ask).isInstanceOf(DataAccessException.class);
        pass(Duration.ofSeconds(31));

        assertThat(figure.of(Long::doubleValue)).isNaN();
        assertThat(figure.ageSeconds()).isEqualTo(31);
    }

    private void ask() {
        figure.ask(DSL.using(SQLDialect.POSTGRES));
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
