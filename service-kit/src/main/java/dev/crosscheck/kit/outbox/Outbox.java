package dev.crosscheck.kit.outbox;

import static dev.crosscheck.kit.db.Tables.OUTBOX;
import static org.jooq.impl.DSL.excluded;

import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.db.tables.records.OutboxRecord;
import dev.crosscheck.kit.json.TextMap;
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
import org.jooq.DSLContext;
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
                .sorted(Comparator.comparing(Outgoing::topic)
                        .thenComparing(state -> HexFormat.of().formatHex(state.key())))
                .toList();
        if (tx.dsl().configuration().data(OVERHEARD) instanceof Overheard overheard) {
            overheard.states().addAll(inOrder);
        }
        RelaySignal.Written written = relay.wrote(tx.dsl());
        var upsert = insert(tx.dsl(), inOrder)
                .onConflict(OUTBOX.TOPIC, OUTBOX.KEY)
                .where(OUTBOX.IS_STATE)
                .doUpdate()
                .set(OUTBOX.ID, excluded(OUTBOX.ID))
                .set(OUTBOX.HEADERS, excluded(OUTBOX.HEADERS))
                .set(OUTBOX.VALUE, excluded(OUTBOX.VALUE))
                .setNull(OUTBOX.PARKED_BECAUSE);
        if (inOrder.size() == 1) {
            tx.ask(upsert.returning(OUTBOX.ID), rows -> {
                written.add(rows.getFirst().get(OUTBOX.ID), inOrder.getFirst());
                return rows;
            });
        } else {
            tx.run(upsert);
        }
    }

    private InsertValuesStep6<OutboxRecord, String, byte[], Boolean, JSONB, byte[], OffsetDateTime> insert(
            DSLContext tx, Collection<Outgoing> states) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        var insert = tx.insertInto(
                OUTBOX, OUTBOX.TOPIC, OUTBOX.KEY, OUTBOX.IS_STATE, OUTBOX.HEADERS, OUTBOX.VALUE, OUTBOX.CREATED_AT);
        for (Outgoing state : states) {
            insert = insert.values(
                    state.topic(), state.key(), true, TextMap.toJson(state.headers()), state.value(), now);
        }
        return insert;
    }
}
