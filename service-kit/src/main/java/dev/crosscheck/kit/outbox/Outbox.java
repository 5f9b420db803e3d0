package dev.crosscheck.kit.outbox;

import static dev.crosscheck.kit.database.Prepared.place;
import static dev.crosscheck.kit.db.Tables.OUTBOX;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Prepared;
import dev.crosscheck.kit.database.Row;
import dev.crosscheck.kit.db.tables.records.OutboxRecord;
import dev.crosscheck.kit.json.TextMap;
import dev.crosscheck.kit.trace.Carried;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.InsertOnDuplicateStep;
import org.jooq.InsertReturningStep;
import org.jooq.InsertValuesStep6;
import org.jooq.JSONB;

/** What a transaction has to say, kept in that transaction and sent after it has committed. */
@Singleton
public final class Outbox {

    private final RelaySignal relay;
    private final Clock clock;

    public Outbox(RelaySignal relay, Clock clock) {
        this.relay = relay;
        this.clock = clock;
    }

    /** Ids are handed out in the order of the messages, by which those of a key keep theirs. */
    private static final String INSERT = """
            insert into outbox (topic, key, is_state, headers, value, created_at)
            select message.topic, message.key, false, message.headers::jsonb, message.value, ?
            from unnest(?::varchar[], ?::bytea[], ?::text[], ?::bytea[])
                with ordinality as message (topic, key, headers, value, place)
            order by message.place""";

    private static final Prepared ADD_STATE = stateIf(noCondition());

    private static final Object OVERHEARD = Overheard.class;

    /** What a transaction has said so far, for whoever will not let it commit. */
    private record Overheard(List<Outgoing> states) {}

    /**
     * Listens to the states that {@code tx} is going to leave, in the order they come.
     *
     * @return grows as the transaction goes on
     */
    public static List<Outgoing> overhear(DSLContext tx) {
        Overheard overheard = new Overheard(new ArrayList<>());
        tx.configuration().data(OVERHEARD, overheard);
        return overheard.states();
    }

    /** Sends the message once {@code tx} has committed, after all earlier ones of its key. */
    public void add(DSLContext tx, Outgoing message) {
        addAll(tx, List.of(message));
    }

    /** {@link #add} for many at once, in their order. */
    public void addAll(DSLContext tx, Collection<Outgoing> messages) {
        if (!messages.isEmpty()) {
            tx.connection(connection -> insert(connection, messages));
            relay.wrote(tx);
        }
    }

    /** Thousands at once are bound as five values, not as thousands of each. */
    private void insert(Connection connection, Collection<Outgoing> messages) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setObject(1, OffsetDateTime.now(clock));
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "varchar", messages.stream().map(Outgoing::topic).toArray()));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "bytea", messages.stream().map(Outgoing::key).toArray(byte[][]::new)));
            insert.setArray(
                    4,
                    connection.createArrayOf(
                            "text",
                            messages.stream()
                                    .map(message ->
                                            TextMap.toJson(message.headers()).data())
                                    .toArray()));
            insert.setArray(
                    5,
                    connection.createArrayOf(
                            "bytea", messages.stream().map(Outgoing::value).toArray(byte[][]::new)));
            insert.executeUpdate();
        }
    }

    /** Sends the state once {@code tx} has committed, unless a newer one of the same topic and key overtakes it. */
    public void addState(DSLContext tx, Outgoing message) {
        addStates(tx, List.of(message));
    }

    /**
     * {@link #addState} for many at once. Each key at most once: one transaction leaves one state.
     *
     * <p>A state that is waiting is replaced and takes a new id, so that the relay, which may be sending the
     * older one at this moment, does not delete the newer. Rows are locked in order of topic and key, so that
     * two writers cannot deadlock.
     */
    public void addStates(DSLContext tx, Collection<Outgoing> states) {
        Pipeline pipeline = Pipeline.of(tx);
        addStates(pipeline, states);
        pipeline.flush();
    }

    /** {@link #addStates(DSLContext, Collection)} with the next statements. */
    public void addStates(Pipeline tx, Collection<Outgoing> states) {
        if (states.isEmpty()) {
            return;
        }
        List<Outgoing> inOrder = states.stream()
                .map(state -> carried(tx.dsl(), state))
                .sorted(Comparator.comparing(Outgoing::topic)
                        .thenComparing(state -> HexFormat.of().formatHex(state.key())))
                .toList();
        overhear(tx, inOrder);
        RelaySignal.Written written = relay.wrote(tx.dsl());
        OffsetDateTime now = OffsetDateTime.now(clock);
        if (inOrder.size() == 1) {
            Outgoing state = inOrder.getFirst();
            tx.ask(
                    ADD_STATE,
                    row -> handOver(written, row, state),
                    values(state, now).toArray());
        } else {
            tx.run(replacing(into().valuesOfRows(inOrder.stream()
                    .map(state ->
                            row(state.topic(), state.key(), true, TextMap.toJson(state.headers()), state.value(), now))
                    .toList())));
        }
    }

    /** Has a state said if the condition holds once the statements before it have run; for {@link #addStateIf}. */
    public static Prepared stateIf(Condition condition) {
        return Prepared.question(replacing(into().select(select(
                                place(OUTBOX.TOPIC).cast(OUTBOX.TOPIC),
                                place(OUTBOX.KEY).cast(OUTBOX.KEY),
                                inline(true),
                                place(OUTBOX.HEADERS).cast(OUTBOX.HEADERS),
                                place(OUTBOX.VALUE).cast(OUTBOX.VALUE),
                                place(OUTBOX.CREATED_AT).cast(OUTBOX.CREATED_AT))
                        .where(condition)))
                .returning(OUTBOX.ID));
    }

    /**
     * {@link #addStates} for one, with the next statements, and only if something holds by then.
     *
     * @param stateIf made by {@link #stateIf}
     * @param values  one for each place of its condition
     */
    public void addStateIf(Pipeline tx, Outgoing message, Prepared stateIf, Object... values) {
        Outgoing state = carried(tx.dsl(), message);
        List<Object> all = values(state, OffsetDateTime.now(clock));
        all.addAll(List.of(values));
        tx.ask(
                stateIf,
                row -> {
                    overhear(tx, List.of(state));
                    return handOver(relay.wrote(tx.dsl()), row, state);
                },
                all.toArray());
    }

    /** With what {@code tx} carries on: the moment that it goes back to, and the trace that it belongs to. */
    private static Outgoing carried(DSLContext tx, Outgoing state) {
        Outgoing dated = Origin.carried(tx, state);
        Map<String, String> headers = Carried.with(tx, dated.key(), dated.headers());
        return headers.equals(dated.headers())
                ? dated
                : new Outgoing(dated.topic(), dated.key(), headers, dated.value());
    }

    private static void overhear(Pipeline tx, List<Outgoing> states) {
        if (tx.dsl().configuration().data(OVERHEARD) instanceof Overheard overheard) {
            overheard.states().addAll(states);
        }
    }

    private static Outgoing handOver(RelaySignal.Written written, Row row, Outgoing state) {
        written.add(row.get(OUTBOX.ID), state);
        return state;
    }

    private static List<Object> values(Outgoing state, OffsetDateTime now) {
        List<Object> values = new ArrayList<>();
        values.add(state.topic());
        values.add(state.key());
        values.add(TextMap.toJson(state.headers()));
        values.add(state.value());
        values.add(now);
        return values;
    }

    private static InsertValuesStep6<OutboxRecord, String, byte[], Boolean, JSONB, byte[], OffsetDateTime> into() {
        return insertInto(
                OUTBOX, OUTBOX.TOPIC, OUTBOX.KEY, OUTBOX.IS_STATE, OUTBOX.HEADERS, OUTBOX.VALUE, OUTBOX.CREATED_AT);
    }

    /** A state that is waiting makes room for a newer one of its key. */
    private static InsertReturningStep<OutboxRecord> replacing(InsertOnDuplicateStep<OutboxRecord> insert) {
        return insert.onConflict(OUTBOX.TOPIC, OUTBOX.KEY)
                .where(OUTBOX.IS_STATE)
                .doUpdate()
                .set(OUTBOX.ID, excluded(OUTBOX.ID))
                .set(OUTBOX.HEADERS, excluded(OUTBOX.HEADERS))
                .set(OUTBOX.VALUE, excluded(OUTBOX.VALUE))
                .set(OUTBOX.PARKED_BECAUSE, inline(null, OUTBOX.PARKED_BECAUSE));
    }
}
