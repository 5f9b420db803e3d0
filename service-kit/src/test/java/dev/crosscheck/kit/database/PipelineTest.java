package dev.crosscheck.kit.database;

import static dev.crosscheck.kit.db.Tables.INBOX;
import static dev.crosscheck.kit.db.Tables.OUTBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.kit.Kit;
import dev.crosscheck.kit.database.Pipeline.Answer;
import dev.crosscheck.kit.db.tables.records.OutboxRecord;
import dev.crosscheck.kit.topic.Trouble;
import java.sql.Connection;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Result;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PipelineTest {

    private static final OffsetDateTime NOW = OffsetDateTime.of(2026, 5, 1, 12, 0, 0, 0, ZoneOffset.UTC);

    private static Kit kit;

    @BeforeAll
    static void start() {
        kit = Kit.start(false);
    }

    @AfterAll
    static void stop() {
        kit.close();
    }

    @Test
    void eachStatementSeesWhatThoseBeforeItDidAndEachAnswerIsItsOwn() {
        kit.dsl().transaction(tx -> {
            Pipeline pipeline = Pipeline.of(tx.dsl());
            Answer<List<String>> before =
                    pipeline.ask(ids(tx.dsl(), "one", "two"), rows -> rows.getValues(INBOX.EVENT_ID));
            pipeline.run(insert(tx.dsl(), "one"));
            Answer<List<String>> returned = pipeline.ask(
                    tx.dsl()
                            .insertInto(INBOX, INBOX.EVENT_ID, INBOX.OUTCOME, INBOX.RECORDED_AT)
                            .values("two", "accepted", NOW)
                            .returning(INBOX.EVENT_ID),
                    rows -> rows.getValues(INBOX.EVENT_ID));
            Answer<List<String>> after =
                    pipeline.ask(ids(tx.dsl(), "one", "two"), rows -> rows.getValues(INBOX.EVENT_ID));
            pipeline.flush();

            assertThat(before.get()).isEmpty();
            assertThat(returned.get()).containsExactly("two");
            assertThat(after.get()).containsExactly("one", "two");
        });
    }

    /** What is read has the types that it has when asked alone. */
    @Test
    void rowsAreReadAsTheyAreAlone() {
        kit.dsl()
                .insertInto(
                        OUTBOX,
                        OUTBOX.TOPIC,
                        OUTBOX.KEY,
                        OUTBOX.IS_STATE,
                        OUTBOX.HEADERS,
                        OUTBOX.VALUE,
                        OUTBOX.CREATED_AT)
                .values("elsewhere", new byte[] {1, 2}, false, JSONB.valueOf("{\"a\": \"b\"}"), new byte[] {3}, NOW)
                .execute();
        var question = kit.dsl().selectFrom(OUTBOX).where(OUTBOX.TOPIC.eq("elsewhere"));

        List<OutboxRecord> together =
                Pipeline.of(kit.dsl()).ask(question, rows -> rows.into(OUTBOX)).get();

        assertThat(together).hasSize(1).isEqualTo(question.fetch());
        kit.dsl().deleteFrom(OUTBOX).where(OUTBOX.TOPIC.eq("elsewhere")).execute();
    }

    /** Sent together, but the second takes its snapshot when the first has its lock. */
    @Test
    void rowThatIsReadBehindItsLockIsReadAsItIsUnderThatLock() throws InterruptedException {
        insert(kit.dsl(), "contended").execute();
        Result<?>[] seen = new Result<?>[1];
        Thread second = kit.dsl().transactionResult(first -> {
            first.dsl()
                    .update(INBOX)
                    .set(INBOX.OUTCOME, "late")
                    .where(INBOX.EVENT_ID.eq("contended"))
                    .execute();
            Thread waiting = Thread.ofPlatform()
                    .start(() -> kit.dsl().transaction(tx -> {
                        Pipeline pipeline = Pipeline.of(tx.dsl());
                        pipeline.run(ids(tx.dsl(), "contended").forUpdate());
                        Answer<Result<?>> answer = pipeline.ask(
                                tx.dsl().select(INBOX.OUTCOME).from(INBOX).where(INBOX.EVENT_ID.eq("contended")),
                                rows -> rows);
                        pipeline.flush();
                        seen[0] = answer.get();
                    }));
            awaitWaiting(first.dsl());
            return waiting;
        });
        second.join();

        assertThat(seen[0].getValues(INBOX.OUTCOME)).containsExactly("late");
    }

    @Test
    void whatAStatementThrowsIsThrownAndIsKnownForWhatItIs() {
        insert(kit.dsl(), "twice").execute();

        assertThatThrownBy(() -> kit.dsl().transaction(tx -> {
                    Pipeline pipeline = Pipeline.of(tx.dsl());
                    pipeline.run(insert(tx.dsl(), "once"));
                    pipeline.run(insert(tx.dsl(), "twice"));
                    pipeline.flush();
                }))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("duplicate key")
                .satisfies(thrown ->
                        assertThat(Trouble.of((RuntimeException) thrown)).isEqualTo(Trouble.LASTING));
        assertThat(ids(kit.dsl(), "once", "twice").fetch(INBOX.EVENT_ID)).containsExactly("twice");
    }

    @Test
    void whoNeedsAnAnswerOrTheTransactionSendsWhatWaits() {
        kit.dsl().transaction(tx -> {
            Pipeline pipeline = Pipeline.of(tx.dsl());
            Answer<Integer> none = pipeline.ask(ids(tx.dsl(), "late one", "later one"), Result::size);
            pipeline.run(insert(tx.dsl(), "late one"));
            assertThat(none.get()).isZero();

            pipeline.run(insert(tx.dsl(), "later one"));
            assertThat(ids(pipeline.tx(), "late one", "later one").fetch(INBOX.EVENT_ID))
                    .containsExactly("late one", "later one");
        });
    }

    @Test
    void tellsHowManyRowsWereWritten() {
        Pipeline pipeline = Pipeline.of(kit.dsl());
        List<Integer> written = new ArrayList<>();
        pipeline.run(insert(kit.dsl(), "counted"), written::add);
        pipeline.run(detail("counted", "never there"), written::add);
        pipeline.run(detail("never there"), written::add);
        pipeline.flush();
        pipeline.flush();

        assertThat(written).containsExactly(1, 1, 0);
    }

    @Test
    void transactionsAreReadCommitted() {
        kit.dsl().connection(connection -> {
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
            assertThat(kit.dsl().fetchValue("show transaction_isolation")).isEqualTo("read committed");
        });
    }

    private static org.jooq.Query detail(String... ids) {
        return kit.dsl().update(INBOX).set(INBOX.DETAIL, "seen").where(INBOX.EVENT_ID.in(ids));
    }

    private static void awaitWaiting(DSLContext dsl) {
        org.awaitility.Awaitility.await()
                .until(() -> dsl.fetchExists(dsl.selectOne().from("pg_locks").where("not granted")));
    }

    private static org.jooq.SelectSeekStep1<org.jooq.Record1<String>, String> ids(DSLContext dsl, String... ids) {
        return dsl.select(INBOX.EVENT_ID)
                .from(INBOX)
                .where(INBOX.EVENT_ID.in(ids))
                .orderBy(INBOX.EVENT_ID);
    }

    private static org.jooq.Insert<?> insert(DSLContext dsl, String id) {
        return dsl.insertInto(INBOX, INBOX.EVENT_ID, INBOX.OUTCOME, INBOX.RECORDED_AT)
                .values(id, "accepted", NOW);
    }
}
