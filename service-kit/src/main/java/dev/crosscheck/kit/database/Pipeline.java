package dev.crosscheck.kit.database;

import dev.crosscheck.kit.pulse.Pulse;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jooq.BindContext;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;

/**
 * Statements of one transaction, in their order, that go to the database together: what takes an event in waits for a
 * few round trips, not for twenty.
 *
 * <p>Statements gather until somebody needs the answer of one, or asks for the {@link #tx transaction}: then all go at
 * once. Each sees what those before it did, and what others had committed when it began, as it would alone; so a row
 * that is read behind its lock is read as it is under that lock. If one fails, those behind it do not run, and whoever
 * had them sent is thrown what it threw.
 *
 * <p>Whoever makes a pipeline {@linkplain #flush flushes} it before the transaction ends. Not for several threads.
 */
public final class Pipeline {

    private final DSLContext tx;
    private List<Stage> waiting = new ArrayList<>();

    private Pipeline(DSLContext tx) {
        this.tx = tx;
    }

    /** An empty one. Nothing else is done with {@code tx} before it is flushed. */
    public static Pipeline of(DSLContext tx) {
        return new Pipeline(tx);
    }

    /** What comes back from a statement. Getting it sends what waits, if the statement is among that. */
    @FunctionalInterface
    public interface Answer<T> {

        T get();

        /** An answer that needs no question. */
        static <T> Answer<T> of(T value) {
            return () -> value;
        }

        /** What it makes of the answer. */
        default <R> Answer<R> map(Function<T, R> further) {
            return () -> further.apply(get());
        }

        /** One answer out of two. */
        default <U, R> Answer<R> and(Answer<U> other, BiFunction<T, U, R> together) {
            return () -> together.apply(get(), other.get());
        }
    }

    /** @param reading makes the answer of the rows, which have the fields of the question */
    public <T> Answer<T> ask(ResultQuery<?> question, Function<Result<Record>, T> reading) {
        return waitFor(new Asked<>(new Made(tx, question), rows -> reading.apply(tx.fetch(rows, question.fields()))));
    }

    /**
     * @param reading makes of each row what is told of it
     * @param values  one for each place of the question
     */
    public <R> Answer<List<R>> ask(Prepared question, Function<Row, R> reading, @Nullable Object... values) {
        return waitFor(new Asked<>(new Given(question, values), rows -> question.read(rows, reading)));
    }

    /** Runs a statement of whose result nothing is needed. */
    public void run(Query statement) {
        run(statement, _ -> {});
    }

    /** @param check is told how many rows the statement wrote, and throws if that is wrong */
    public void run(Query statement, IntConsumer check) {
        waiting.add(new Effect(new Made(tx, statement), check));
    }

    /** {@link #run(Query)} for one that is made already, with a value for each of its places. */
    public void run(Prepared statement, @Nullable Object... values) {
        run(statement, _ -> {}, values);
    }

    /** {@link #run(Query, IntConsumer)} for one that is made already, with a value for each of its places. */
    public void run(Prepared statement, IntConsumer check, @Nullable Object... values) {
        waiting.add(new Effect(new Given(statement, values), check));
    }

    private <T> Answer<T> waitFor(Asked<T> asked) {
        waiting.add(asked);
        return asked;
    }

    /** The transaction itself, with everything done that was asked for so far. */
    public DSLContext tx() {
        flush();
        return tx;
    }

    /** The transaction, to make statements with; {@link #tx} is for running them. */
    public DSLContext dsl() {
        return tx;
    }

    /** Sends what waits, and returns when all of it is done. */
    public void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        List<Stage> stages = waiting;
        waiting = new ArrayList<>();
        String sql = stages.stream().map(stage -> stage.text().sql()).collect(Collectors.joining(";\n"));
        tx.connection(connection -> {
            try (PreparedStatement together = connection.prepareStatement(sql)) {
                BindContext values = tx.bindContext(together);
                for (Stage stage : stages) {
                    stage.text().bind(together, values);
                }
                boolean hasRows = together.execute();
                for (int i = 0; i < stages.size(); i++) {
                    if (i > 0) {
                        hasRows = together.getMoreResults();
                    }
                    stages.get(i).take(together, hasRows);
                    Pulse.getsOn();
                }
            }
        });
    }

    /** What is sent of a statement. */
    private interface Text {

        String sql();

        /** Gives its values the places that are next. */
        void bind(PreparedStatement together, BindContext next) throws SQLException;
    }

    /** A statement made for this once. */
    private record Made(DSLContext tx, Query statement) implements Text {

        @Override
        public String sql() {
            return tx.render(statement);
        }

        @Override
        public void bind(PreparedStatement together, BindContext next) {
            next.visit(statement);
        }
    }

    /** A statement made before, with the values of this once. */
    // An array is what the caller wrote; nobody compares two of them.
    @SuppressWarnings("ArrayRecordComponent")
    private record Given(Prepared statement, @Nullable Object[] values) implements Text {

        @Override
        public String sql() {
            return statement.sql();
        }

        @Override
        public void bind(PreparedStatement together, BindContext next) throws SQLException {
            statement.bind(together, next, values);
        }

        @Override
        public String toString() {
            return statement.sql();
        }
    }

    private interface Stage {

        Text text();

        /** Takes its result, which is the one that is next. */
        void take(PreparedStatement together, boolean hasRows) throws SQLException;
    }

    private record Effect(Text text, IntConsumer check) implements Stage {

        @Override
        public void take(PreparedStatement together, boolean hasRows) throws SQLException {
            if (!hasRows) {
                check.accept(together.getUpdateCount());
            }
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private final class Asked<T> implements Stage, Answer<T> {

        private final Text text;
        private final Reading<T> reading;
        private @Nullable T answer;

        Asked(Text text, Reading<T> reading) {
            this.text = text;
            this.reading = reading;
        }

        @Override
        public Text text() {
            return text;
        }

        @Override
        public void take(PreparedStatement together, boolean hasRows) throws SQLException {
            if (!hasRows) {
                throw new IllegalStateException("no rows: from " + text + " (expected: some, or an empty result)");
            }
            answer = reading.read(together.getResultSet());
        }

        @Override
        public T get() {
            if (answer == null) {
                flush();
            }
            if (answer == null) {
                throw new IllegalStateException("answer: none to " + text + " (expected: one, unless it failed)");
            }
            return answer;
        }
    }
}
