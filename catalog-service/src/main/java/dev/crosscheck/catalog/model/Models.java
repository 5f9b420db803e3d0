package dev.crosscheck.catalog.model;

import static dev.crosscheck.catalog.db.Tables.MODEL;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.val;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;

/** Models in PostgreSQL, each with its last published state. */
@Singleton
public final class Models {

    private static final byte[] DISAGREES = "\"disagrees\":true".getBytes(StandardCharsets.UTF_8);

    /**
     * Those of the models that exist, locked until {@code tx} ends: a revision is given by one transaction at a
     * time. Rows are locked in order of id, so that two batches cannot deadlock.
     */
    public Map<String, HeldModel> lock(DSLContext tx, Collection<String> ids) {
        Map<String, HeldModel> held = new HashMap<>();
        tx.selectFrom(MODEL)
                .where(MODEL.MODEL_ID.eq(any(ids.toArray(String[]::new))))
                .orderBy(MODEL.MODEL_ID)
                .forUpdate()
                .forEach(row ->
                        held.put(row.getModelId(), new HeldModel(row.getModelId(), row.getRevision(), row.getState())));
        return held;
    }

    /**
     * Creates a model that has no state yet.
     *
     * @return false if it exists already
     */
    public boolean create(DSLContext tx, String id, OffsetDateTime createdAt) {
        return tx.insertInto(MODEL, MODEL.MODEL_ID, MODEL.REVISION, MODEL.CREATED_AT)
                        .values(id, 0L, createdAt)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    /** Keeps what is published of these models, which exist. */
    public void keep(DSLContext tx, Collection<HeldModel> published, OffsetDateTime now) {
        var insert = tx.insertInto(MODEL, MODEL.MODEL_ID, MODEL.REVISION, MODEL.STATE, MODEL.CREATED_AT);
        for (HeldModel model : published) {
            insert = insert.values(model.id(), model.revision(), model.state(), now);
        }
        insert.onConflict(MODEL.MODEL_ID)
                .doUpdate()
                .set(MODEL.REVISION, excluded(MODEL.REVISION))
                .set(MODEL.STATE, excluded(MODEL.STATE))
                .execute();
    }

    /** The published model; empty if there is none of that id. */
    public Optional<HeldModel> find(DSLContext dsl, String id) {
        return dsl.selectFrom(MODEL)
                .where(MODEL.MODEL_ID.eq(id))
                .and(MODEL.REVISION.gt(0L))
                .fetchOptional(row -> new HeldModel(row.getModelId(), row.getRevision(), row.getState()));
    }

    /** Published models after the one with this id, by id. */
    public List<HeldModel> list(DSLContext dsl, String after, int limit) {
        return dsl.selectFrom(MODEL)
                .where(MODEL.MODEL_ID.gt(after))
                .and(MODEL.REVISION.gt(0L))
                .orderBy(MODEL.MODEL_ID)
                .limit(limit)
                .fetch(row -> new HeldModel(row.getModelId(), row.getRevision(), row.getState()));
    }

    /** Published models of whose sources some disagree, by id. */
    List<HeldModel> disagreeing(DSLContext dsl, String after, int limit) {
        // States are bytes as they were sent; the words stand in no other place of one.
        return dsl.selectFrom(MODEL)
                .where(MODEL.MODEL_ID.gt(after))
                .and(MODEL.REVISION.gt(0L))
                .and(condition("position({0} in {1}) > 0", val(DISAGREES), MODEL.STATE))
                .orderBy(MODEL.MODEL_ID)
                .limit(limit)
                .fetch(row -> new HeldModel(row.getModelId(), row.getRevision(), row.getState()));
    }
}
