package dev.crosscheck.comparison.fact;

import static dev.crosscheck.comparison.db.Tables.PROFILE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;

import dev.crosscheck.comparison.db.tables.records.ProfileRecord;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.kit.database.Pipeline;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record4;

/** The profiles in the database. */
@Singleton
public final class ProfileStore {

    /** What other replicas listen to, so that they learn of a commit at once. */
    static final String CHANNEL = "profile";

    /** So many are written with the statements around them; more go as a batch of their own. */
    private static final int FEW = 4;

    /** PostgreSQL takes notifications of up to 8,000 bytes. */
    private static final int NAMED_IN_ONE_NOTICE = 40;

    /**
     * The revisions of these models, which nobody else can move until {@code tx} ends. A model that
     * nobody has spoken of yet has a row from now on, so that it can be locked.
     *
     * <p>Rows are locked in order of id, so that two readers cannot deadlock.
     */
    public Map<String, Revisions> lock(DSLContext tx, Set<String> models) {
        Map<String, Revisions> known = lockExisting(tx, models);
        if (known.size() == models.size()) {
            return known;
        }
        tx.insertInto(
                        PROFILE,
                        PROFILE.MODEL_ID,
                        PROFILE.CATALOG_REVISION,
                        PROFILE.PRICE_REVISION,
                        PROFILE.PAGE_REVISION)
                .valuesOfRows(new TreeSet<>(models)
                        .stream()
                                .filter(model -> !known.containsKey(model))
                                .map(model -> row(model, 0L, 0L, 0L))
                                .toList())
                .onConflict(PROFILE.MODEL_ID)
                .doNothing()
                .execute();
        return lockExisting(tx, models);
    }

    private static Map<String, Revisions> lockExisting(DSLContext tx, Set<String> models) {
        return revisions(
                tx.select(PROFILE.MODEL_ID, PROFILE.CATALOG_REVISION, PROFILE.PRICE_REVISION, PROFILE.PAGE_REVISION)
                        .from(PROFILE)
                        .where(PROFILE.MODEL_ID.eq(any(models.toArray(String[]::new))))
                        .orderBy(PROFILE.MODEL_ID)
                        .forUpdate()
                        .fetch());
    }

    /** The revisions of every model, including those that have no page yet. */
    public Map<String, Revisions> revisions(DSLContext dsl) {
        return revisions(
                dsl.select(PROFILE.MODEL_ID, PROFILE.CATALOG_REVISION, PROFILE.PRICE_REVISION, PROFILE.PAGE_REVISION)
                        .from(PROFILE)
                        .fetch());
    }

    /** The sum of the {@link Revisions#age() ages} of all models that can have pages. */
    long age(DSLContext dsl) {
        return dsl.select(coalesce(sum(PROFILE.CATALOG_REVISION.plus(PROFILE.PRICE_REVISION)), inline(BigDecimal.ZERO)))
                .from(PROFILE)
                .where(PROFILE.PAGE_REVISION.gt(0L))
                .fetchSingle()
                .value1()
                .longValueExact();
    }

    private static Map<String, Revisions> revisions(List<Record4<String, Long, Long, Long>> rows) {
        Map<String, Revisions> revisions = HashMap.newHashMap(rows.size());
        rows.forEach(row -> revisions.put(row.value1(), new Revisions(row.value2(), row.value3(), row.value4())));
        return revisions;
    }

    /** These models' profiles; one that nobody has spoken of is not among them. */
    public List<HeldProfile> load(DSLContext dsl, Collection<String> models) {
        return dsl.selectFrom(PROFILE)
                .where(PROFILE.MODEL_ID.eq(any(models.toArray(String[]::new))))
                .fetch(ProfileStore::held);
    }

    /** Every profile, in the form that pages are made from. */
    public List<KnownModel> loadAll(DSLContext dsl) {
        return dsl.selectFrom(PROFILE).where(PROFILE.PAGE_REVISION.gt(0L)).orderBy(PROFILE.MODEL_ID).stream()
                .flatMap(row -> held(row).known().stream())
                .toList();
    }

    private static HeldProfile held(ProfileRecord row) {
        byte[] catalog = row.getCatalogState();
        byte[] prices = row.getPriceSheet();
        return new HeldProfile(
                row.getModelId(),
                catalog == null ? null : EventJson.read(catalog, ModelState.class),
                prices == null ? null : EventJson.read(prices, PriceSheet.class),
                row.getPageRevision());
    }

    /** Writes profiles whose rows {@code tx} has locked, and tells the other replicas once it has committed. */
    public void keep(Pipeline tx, Collection<HeldProfile> profiles) {
        if (profiles.size() > FEW) {
            tx.tx()
                    .batchUpdate(profiles.stream().map(ProfileStore::written).toList())
                    .execute();
        } else {
            profiles.forEach(profile ->
                    tx.run(tx.dsl().update(PROFILE).set(written(profile)).where(PROFILE.MODEL_ID.eq(profile.model()))));
        }
        // A long list is told as "look at all of them".
        String notice = profiles.size() > NAMED_IN_ONE_NOTICE
                ? ""
                : profiles.stream()
                        .map(profile ->
                                profile.model() + "=" + profile.revisions().age())
                        .collect(Collectors.joining(" "));
        tx.run(tx.dsl().resultQuery("select pg_notify({0}, {1})", val(CHANNEL), val(notice)));
    }

    private static ProfileRecord written(HeldProfile profile) {
        Revisions revisions = profile.revisions();
        ProfileRecord row = new ProfileRecord();
        row.setModelId(profile.model());
        row.setCatalogRevision(revisions.catalog());
        row.setPriceRevision(revisions.prices());
        row.setPageRevision(revisions.page());
        row.setCatalogState(profile.catalog() == null ? null : EventJson.write(profile.catalog()));
        row.setPriceSheet(profile.prices() == null ? null : EventJson.write(profile.prices()));
        return row;
    }
}
