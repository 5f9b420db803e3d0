package dev.crosscheck.comparison.fact;

import static dev.crosscheck.comparison.db.Tables.PROFILE;
import static dev.crosscheck.kit.database.Prepared.place;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.resultQuery;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.update;
import static org.jooq.impl.DSL.val;

import dev.crosscheck.comparison.db.tables.records.ProfileRecord;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Prepared;
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
import org.jspecify.annotations.Nullable;

/** The profiles in the database. */
@Singleton
public final class ProfileStore {

    /** What other replicas listen to, so that they learn of a commit at once. */
    static final String CHANNEL = "profile";

    /** So many are written with the statements around them; more go as a batch of their own. */
    private static final int FEW = 4;

    /** PostgreSQL takes notifications of up to 8,000 bytes. */
    private static final int NAMED_IN_ONE_NOTICE = 40;

    private static final Prepared LOCK = Prepared.question(
            select(PROFILE.MODEL_ID, PROFILE.CATALOG_REVISION, PROFILE.PRICE_REVISION, PROFILE.PAGE_REVISION)
                    .from(PROFILE)
                    .where(PROFILE.MODEL_ID.eq(any(Prepared.places())))
                    .orderBy(PROFILE.MODEL_ID)
                    .forUpdate());

    private static final Prepared WRITE = Prepared.statement(update(PROFILE)
            .set(PROFILE.CATALOG_REVISION, place(PROFILE.CATALOG_REVISION))
            .set(PROFILE.PRICE_REVISION, place(PROFILE.PRICE_REVISION))
            .set(PROFILE.PAGE_REVISION, place(PROFILE.PAGE_REVISION))
            .set(PROFILE.CATALOG_STATE, place(PROFILE.CATALOG_STATE))
            .set(PROFILE.PRICE_SHEET, place(PROFILE.PRICE_SHEET))
            .where(PROFILE.MODEL_ID.eq(place(PROFILE.MODEL_ID))));

    private static final Prepared WRITE_PRICES = Prepared.statement(update(PROFILE)
            .set(PROFILE.PRICE_REVISION, place(PROFILE.PRICE_REVISION))
            .set(PROFILE.PAGE_REVISION, place(PROFILE.PAGE_REVISION))
            .set(PROFILE.PRICE_SHEET, place(PROFILE.PRICE_SHEET))
            .where(PROFILE.MODEL_ID.eq(place(PROFILE.MODEL_ID))));

    private static final Prepared NOTIFY =
            Prepared.statement(resultQuery("select pg_notify({0}, {1})", inline(CHANNEL), val("")));

    /**
     * The revisions of these models, which nobody else can move until {@code tx} ends. A model that
     * nobody has spoken of yet has a row from now on, so that it can be locked.
     *
     * <p>Rows are locked in order of id, so that two readers cannot deadlock.
     */
    public Map<String, Revisions> lock(Pipeline tx, Set<String> models) {
        Map<String, Revisions> known = lockExisting(tx, models);
        if (known.size() == models.size()) {
            return known;
        }
        tx.run(tx.dsl()
                .insertInto(
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
                .doNothing());
        return lockExisting(tx, models);
    }

    private static Map<String, Revisions> lockExisting(Pipeline tx, Set<String> models) {
        return tx
                .ask(
                        LOCK,
                        row -> Map.entry(
                                row.get(PROFILE.MODEL_ID),
                                new Revisions(
                                        row.get(PROFILE.CATALOG_REVISION),
                                        row.get(PROFILE.PRICE_REVISION),
                                        row.get(PROFILE.PAGE_REVISION))),
                        models)
                .get()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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

    /**
     * Writes profiles whose rows {@code tx} has locked, and tells the other replicas once it has committed.
     *
     * @param before what is held of them until then, by model
     */
    public void keep(Pipeline tx, Map<String, HeldProfile> before, Collection<HeldProfile> profiles) {
        if (profiles.size() > FEW) {
            tx.tx()
                    .batchUpdate(profiles.stream().map(ProfileStore::written).toList())
                    .execute();
        } else {
            profiles.forEach(profile -> write(tx, before.get(profile.model()), profile));
        }
        // A long list is told as "look at all of them".
        String notice = profiles.size() > NAMED_IN_ONE_NOTICE
                ? ""
                : profiles.stream()
                        .map(profile ->
                                profile.model() + "=" + profile.revisions().age())
                        .collect(Collectors.joining(" "));
        tx.run(NOTIFY, notice);
    }

    /** The half that stays as it is, often the larger one, is neither written out nor sent. */
    private static void write(Pipeline tx, @Nullable HeldProfile before, HeldProfile profile) {
        Revisions revisions = profile.revisions();
        byte[] prices = profile.prices() == null ? null : EventJson.write(profile.prices());
        if (before != null && before.catalog() == profile.catalog()) {
            tx.run(WRITE_PRICES, revisions.prices(), revisions.page(), prices, profile.model());
        } else {
            byte[] catalog = profile.catalog() == null ? null : EventJson.write(profile.catalog());
            tx.run(WRITE, revisions.catalog(), revisions.prices(), revisions.page(), catalog, prices, profile.model());
        }
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
