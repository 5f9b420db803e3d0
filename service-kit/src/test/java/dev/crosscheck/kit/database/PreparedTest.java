package dev.crosscheck.kit.database;

import static dev.crosscheck.kit.database.Prepared.place;
import static dev.crosscheck.kit.db.Tables.INBOX;
import static dev.crosscheck.kit.db.Tables.OUTBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectFrom;

import dev.crosscheck.kit.Kit;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jooq.JSONB;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PreparedTest {

    private static final OffsetDateTime NOW = OffsetDateTime.of(2026, 5, 1, 12, 0, 0, 0, ZoneOffset.UTC);

    private static final Prepared ADD = Prepared.statement(insertInto(INBOX)
            .columns(INBOX.fields())
            .values(Arrays.stream(INBOX.fields()).map(Prepared::place).toArray()));

    private static final Prepared FIND =
            Prepared.question(selectFrom(INBOX).where(INBOX.EVENT_ID.eq(any(Prepared.places()))));

    private static Kit kit;

    @BeforeAll
    static void start() {
        kit = Kit.start(false);
    }

    @AfterAll
    static void stop() {
        kit.close();
    }

    /** Null before and after a text: what the server made of the first run must not bind the second. */
    @Test
    void sameStatementTakesOtherValuesEachTime() {
        Pipeline pipeline = Pipeline.of(kit.dsl());
        for (int i = 0; i < 12; i++) {
            pipeline.run(ADD, "event " + i, i % 2 == 0 ? null : "batch " + i, "accepted", null, NOW);
            pipeline.flush();
        }

        List<String> batches = pipeline.ask(
                        FIND,
                        row -> row.get(INBOX.EVENT_ID) + " in " + row.find(INBOX.BATCH),
                        Set.of("event 3", "event 8", "never there"))
                .get();

        assertThat(batches).containsExactlyInAnyOrder("event 3 in batch 3", "event 8 in null");
    }

    @Test
    void rowsAreReadByTheFieldsOfTheQuestionInTheirTypes() {
        Prepared add = Prepared.question(insertInto(OUTBOX)
                .set(OUTBOX.TOPIC, place(OUTBOX.TOPIC))
                .set(OUTBOX.KEY, place(OUTBOX.KEY))
                .set(OUTBOX.IS_STATE, place(OUTBOX.IS_STATE))
                .set(OUTBOX.HEADERS, place(OUTBOX.HEADERS))
                .set(OUTBOX.VALUE, place(OUTBOX.VALUE))
                .set(OUTBOX.CREATED_AT, place(OUTBOX.CREATED_AT))
                .returning(OUTBOX.KEY, OUTBOX.IS_STATE, OUTBOX.HEADERS, OUTBOX.ID));

        List<Object> read = Pipeline.of(kit.dsl())
                .ask(
                        add,
                        row -> List.<Object>of(
                                row.get(OUTBOX.HEADERS),
                                row.get(OUTBOX.IS_STATE),
                                row.get(OUTBOX.KEY).length,
                                row.get(OUTBOX.ID) > 0),
                        "elsewhere",
                        new byte[] {1, 2},
                        false,
                        JSONB.valueOf("{\"a\": \"b\"}"),
                        new byte[] {3},
                        NOW)
                .get()
                .getFirst();

        assertThat(read).containsExactly(JSONB.valueOf("{\"a\": \"b\"}"), false, 2, true);
    }

    @Test
    void fieldThatWasNotAskedForAndValuesThatDoNotFitAreRefused() {
        Prepared ids = Prepared.question(select(INBOX.EVENT_ID).from(INBOX));
        Pipeline pipeline = Pipeline.of(kit.dsl());
        pipeline.run(ADD, "refused", null, "accepted", null, NOW);

        assertThatThrownBy(() -> pipeline.ask(ids, row -> row.find(INBOX.BATCH)).get())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("batch")
                .hasMessageContaining("event_id");
        pipeline.run(ADD, "too few");
        assertThatThrownBy(pipeline::flush)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("values: 1 (expected: 5");
    }

    @Test
    void columnWithoutAValueIsRefusedWhereOneIsExpected() {
        Pipeline pipeline = Pipeline.of(kit.dsl());
        pipeline.run(ADD, "alone", null, "accepted", null, NOW);

        assertThatThrownBy(() -> pipeline.ask(FIND, row -> row.get(INBOX.BATCH), Set.of("alone"))
                        .get())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("batch\": null (expected: a value)");
    }
}
