package dev.crosscheck.kit.outbox;

import static dev.crosscheck.kit.database.Prepared.place;
import static dev.crosscheck.kit.db.Tables.BATCH_OUTCOME;
import static dev.crosscheck.kit.db.Tables.OUTBOX;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.selectOne;

import dev.crosscheck.kit.Kit;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Prepared;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final Prepared IF_COUNTED = Outbox.stateIf(exists(selectOne()
            .from(BATCH_OUTCOME)
            .where(BATCH_OUTCOME.BATCH.eq(place(BATCH_OUTCOME.BATCH)))
            .and(BATCH_OUTCOME.EVENTS.eq(place(BATCH_OUTCOME.EVENTS)))));

    private static Kit kit;
    private static Outbox outbox;

    @BeforeAll
    static void start() {
        kit = Kit.start(false);
        outbox = kit.context.getBean(Outbox.class);
    }

    @AfterAll
    static void stop() {
        kit.close();
    }

    /** The condition looks at what the statement before it did. */
    @Test
    void stateIsSaidOnlyIfItsConditionHoldsByThen() {
        List<Outgoing> overheard = new ArrayList<>();
        kit.dsl().transaction(tx -> {
            List<Outgoing> said = Outbox.overhear(tx.dsl());
            Pipeline pipeline = Pipeline.of(tx.dsl());
            pipeline.run(insertInto(BATCH_OUTCOME)
                    .set(BATCH_OUTCOME.BATCH, "one")
                    .set(BATCH_OUTCOME.OUTCOME, "accepted")
                    .set(BATCH_OUTCOME.EVENTS, 7L));
            outbox.addStateIf(pipeline, state("a", "1"), IF_COUNTED, "one", 7L);
            outbox.addStateIf(pipeline, state("b", "1"), IF_COUNTED, "one", 8L);
            outbox.addStateIf(pipeline, state("a", "2"), IF_COUNTED, "one", 7L);
            pipeline.flush();
            overheard.addAll(said);
        });

        assertThat(overheard).extracting(said -> Kit.text(said.value())).containsExactly("1", "2");
        assertThat(kit.dsl().fetch(OUTBOX))
                .extracting(row -> Kit.text(row.getKey()) + Kit.text(row.getValue()))
                .containsExactly("a2");
    }

    private static Outgoing state(String key, String text) {
        return new Outgoing(kit.topic, key.getBytes(UTF_8), Map.of(), text.getBytes(UTF_8));
    }
}
