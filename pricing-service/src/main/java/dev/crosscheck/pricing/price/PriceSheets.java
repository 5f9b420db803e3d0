package dev.crosscheck.pricing.price;

import static dev.crosscheck.kit.database.Prepared.place;
import static dev.crosscheck.pricing.db.Tables.PRICE_SHEET;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import dev.crosscheck.event.Encoded;
import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventId;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.EventType;
import dev.crosscheck.event.SourcePolicy;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Pipeline.Answer;
import dev.crosscheck.kit.database.Prepared;
import dev.crosscheck.kit.outbox.Outbox;
import dev.crosscheck.kit.outbox.Outgoing;
import dev.crosscheck.kit.outbox.RevisionFloor;
import dev.crosscheck.pricing.db.tables.records.PriceSheetRecord;
import dev.crosscheck.pricing.provider.Providers;
import dev.crosscheck.pricing.quarantine.Shown;
import dev.crosscheck.pricing.quote.PastQuote;
import dev.crosscheck.pricing.quote.QuoteHistory;
import dev.crosscheck.pricing.quote.QuoteKey;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;

/** Every model's price sheet: built from the quotes, kept, and published when it differs from the last. */
@Singleton
public final class PriceSheets {

    private static final String SOURCE = "/pricing-service";

    /** More than a sheet ever shows, so that repetitions among them leave enough. */
    private static final int QUOTES_PER_SERIES = 2 * Offer.MAX_HISTORY;

    /** So many sheets are said without waiting for what became of them; each has its statements. */
    private static final int FEW = 3;

    /** In order of id, so that two cannot deadlock. */
    private static final Prepared LOCK = Prepared.question(select(PRICE_SHEET.MODEL_ID, PRICE_SHEET.REVISION)
            .from(PRICE_SHEET)
            .where(PRICE_SHEET.MODEL_ID.eq(any(Prepared.places())))
            .orderBy(PRICE_SHEET.MODEL_ID)
            .forNoKeyUpdate());

    private static final Prepared KEEP_IF_IT_DIFFERS = Prepared.statement(insertInto(PRICE_SHEET)
            .set(PRICE_SHEET.MODEL_ID, place(PRICE_SHEET.MODEL_ID))
            .set(PRICE_SHEET.REVISION, place(PRICE_SHEET.REVISION))
            .set(PRICE_SHEET.OFFERS, place(PRICE_SHEET.OFFERS))
            .set(PRICE_SHEET.PUBLISHED_AT, place(PRICE_SHEET.PUBLISHED_AT))
            .onConflict(PRICE_SHEET.MODEL_ID)
            .doUpdate()
            .set(PRICE_SHEET.REVISION, PRICE_SHEET.REVISION.plus(inline(1)))
            .set(PRICE_SHEET.OFFERS, excluded(PRICE_SHEET.OFFERS))
            .set(PRICE_SHEET.PUBLISHED_AT, excluded(PRICE_SHEET.PUBLISHED_AT))
            .where(PRICE_SHEET.OFFERS.ne(excluded(PRICE_SHEET.OFFERS))));

    private static final Prepared HAS_REVISION = Outbox.stateIf(exists(selectOne()
            .from(PRICE_SHEET)
            .where(PRICE_SHEET.MODEL_ID.eq(place(PRICE_SHEET.MODEL_ID)))
            .and(PRICE_SHEET.REVISION.eq(place(PRICE_SHEET.REVISION)))));

    private final QuoteHistory history;
    private final Providers providers;
    private final Outbox outbox;
    private final RevisionFloor floor;
    private final SheetBuilder builder;
    private final Clock clock;

    PriceSheets(
            QuoteHistory history,
            Providers providers,
            Outbox outbox,
            RevisionFloor floor,
            SourcePolicy policy,
            Clock clock) {
        this.history = history;
        this.providers = providers;
        this.outbox = outbox;
        this.floor = floor;
        this.builder = new SheetBuilder(policy);
        this.clock = clock;
    }

    /** What sheets are made of beside what is shown of the quotes. */
    public record Material(
            Answer<Map<QuoteKey, List<PastQuote>>> past,
            Answer<Map<String, PriceSheet.Provider>> providers,
            Answer<Map<String, Long>> revisions) {}

    /** Asks for what the sheets of these models need, after all that changes quotes and providers. */
    public Material material(Pipeline tx, Collection<String> models) {
        return models.isEmpty()
                ? new Material(Answer.of(Map.of()), Answer.of(Map.of()), Answer.of(Map.of()))
                : new Material(
                        history.newest(tx, models, QUOTES_PER_SERIES),
                        providers.offering(tx, models),
                        tx.ask(
                                        LOCK,
                                        row -> Map.entry(row.get(PRICE_SHEET.MODEL_ID), row.get(PRICE_SHEET.REVISION)),
                                        models)
                                .map(rows -> rows.stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    /**
     * Builds the sheets of the models anew, and publishes those that differ, each with its next
     * revision. Call it once in a transaction, after all that changes quotes and providers; the caller
     * holds the locks on the models, so that revisions are published in their order.
     *
     * @param shown    what is shown of their quotes; a model without any has no offers
     * @param material what {@link #material} gave of the same models, in the same transaction
     */
    public void publish(Pipeline tx, Collection<String> models, List<Shown> shown, Material material) {
        if (models.isEmpty()) {
            return;
        }
        Map<String, List<Shown>> byModel = shown.stream()
                .collect(groupingBy(one -> one.quote().offer().model(), TreeMap::new, Collectors.toList()));
        models.forEach(model -> byModel.computeIfAbsent(model, _ -> List.of()));
        Map<QuoteKey, List<PastQuote>> past = material.past().get();
        Map<String, PriceSheet.Provider> known = material.providers().get();
        Instant now = clock.instant();
        Map<String, List<Offer>> offers = new TreeMap<>();
        byModel.forEach((model, ofModel) -> offers.put(model, builder.offers(ofModel, known, past)));
        Map<String, Long> revisions = material.revisions().get();
        long beforeTheFirst = revisions.keySet().containsAll(offers.keySet()) ? 0 : floor.of(tx.tx());
        if (offers.size() <= FEW) {
            offers.forEach((model, ofModel) -> {
                long next = revisions.getOrDefault(model, beforeTheFirst) + 1;
                keepAndSayIfItDiffers(tx, new PriceSheet(model, next, ofModel), now);
            });
            return;
        }
        List<Outgoing> sheets = keepThatDiffer(tx, offers, beforeTheFirst + 1, now).entrySet().stream()
                .map(kept ->
                        new PriceSheet(kept.getKey(), kept.getValue(), offers.getOrDefault(kept.getKey(), List.of())))
                .map(sheet -> outgoing(sheet, now))
                .toList();
        outbox.addStates(tx, sheets);
    }

    /**
     * Lifts the revisions above all that was ever said, for a database that comes from a backup: what it said
     * after the backup was taken is still known elsewhere. Milliseconds since 1970 are above any count of changes.
     */
    public void lift(DSLContext tx) {
        // In the order in which everybody locks them.
        tx.select(PRICE_SHEET.MODEL_ID)
                .from(PRICE_SHEET)
                .orderBy(PRICE_SHEET.MODEL_ID)
                .forNoKeyUpdate()
                .execute();
        tx.update(PRICE_SHEET)
                .set(
                        PRICE_SHEET.REVISION,
                        greatest(
                                PRICE_SHEET.REVISION.plus(1),
                                val(clock.instant().toEpochMilli())))
                .execute();
    }

    /** Says the sheets after the one of this model again as they stand, by model id. Revisions stay. */
    public List<String> republish(DSLContext tx, String after, int limit) {
        List<PriceSheetRecord> rows = tx.selectFrom(PRICE_SHEET)
                .where(PRICE_SHEET.MODEL_ID.gt(after))
                .orderBy(PRICE_SHEET.MODEL_ID)
                .limit(limit)
                .forShare()
                .fetch();
        outbox.addStates(
                tx,
                rows.stream()
                        .map(row -> outgoing(sheet(row), row.getPublishedAt()))
                        .toList());
        return rows.stream().map(PriceSheetRecord::getModelId).toList();
    }

    /** Models with a sheet, after the one given, by id. */
    public List<String> modelsAfter(DSLContext dsl, String after, int limit) {
        return dsl.select(PRICE_SHEET.MODEL_ID)
                .from(PRICE_SHEET)
                .where(PRICE_SHEET.MODEL_ID.gt(after))
                .orderBy(PRICE_SHEET.MODEL_ID)
                .limit(limit)
                .fetch(PRICE_SHEET.MODEL_ID);
    }

    /** The sheet that was last published of the model. */
    Optional<PriceSheet> find(DSLContext dsl, String model) {
        return dsl.selectFrom(PRICE_SHEET).where(PRICE_SHEET.MODEL_ID.eq(model)).fetchOptional(PriceSheets::sheet);
    }

    /** Sheets by model, after the one given. */
    List<PriceSheet> list(DSLContext dsl, String after, int limit) {
        return list(dsl, after, limit, noCondition());
    }

    /** Sheets with an offer on which sources disagree, by model. */
    List<PriceSheet> disagreeing(DSLContext dsl, String after, int limit) {
        return list(dsl, after, limit, condition("{0} @> '[{\"others\":[{\"disagrees\":true}]}]'", PRICE_SHEET.OFFERS));
    }

    private static List<PriceSheet> list(DSLContext dsl, String after, int limit, Condition which) {
        return dsl.selectFrom(PRICE_SHEET)
                .where(PRICE_SHEET.MODEL_ID.gt(after))
                .and(which)
                .orderBy(PRICE_SHEET.MODEL_ID)
                .limit(limit)
                .fetch(PriceSheets::sheet);
    }

    /**
     * Nothing is waited for: the revision is that of the row under its lock and one more, and the state is sent if the
     * row has got it.
     */
    private void keepAndSayIfItDiffers(Pipeline tx, PriceSheet sheet, Instant now) {
        tx.run(KEEP_IF_IT_DIFFERS, sheet.model(), sheet.revision(), json(sheet.offers()), now);
        outbox.addStateIf(tx, outgoing(sheet, now), HAS_REVISION, sheet.model(), sheet.revision());
    }

    /**
     * One statement: a sheet that is the same keeps its row, its revision and its peace.
     *
     * @param first the revision of those that were never said before
     * @return the revisions of those that differ, by model
     */
    private static Map<String, Long> keepThatDiffer(
            Pipeline tx, Map<String, List<Offer>> offers, long first, Instant now) {
        if (offers.isEmpty()) {
            return Map.of();
        }
        List<PriceSheetRecord> rows = offers.entrySet().stream()
                .map(model -> new PriceSheetRecord()
                        .setModelId(model.getKey())
                        .setRevision(first)
                        .setOffers(json(model.getValue()))
                        .setPublishedAt(now))
                .toList();
        return tx.ask(
                        tx.dsl()
                                .insertInto(PRICE_SHEET)
                                .columns(PRICE_SHEET.fields())
                                .valuesOfRecords(rows)
                                .onConflict(PRICE_SHEET.MODEL_ID)
                                .doUpdate()
                                .set(PRICE_SHEET.REVISION, PRICE_SHEET.REVISION.plus(1))
                                .set(PRICE_SHEET.OFFERS, excluded(PRICE_SHEET.OFFERS))
                                .set(PRICE_SHEET.PUBLISHED_AT, excluded(PRICE_SHEET.PUBLISHED_AT))
                                .where(PRICE_SHEET.OFFERS.ne(excluded(PRICE_SHEET.OFFERS)))
                                .returning(PRICE_SHEET.MODEL_ID, PRICE_SHEET.REVISION),
                        kept -> kept.intoMap(PRICE_SHEET.MODEL_ID, PRICE_SHEET.REVISION))
                .get();
    }

    private static Outgoing outgoing(PriceSheet sheet, Instant publishedAt) {
        String id = EventId.of(EventType.PRICE_SHEET.id(), sheet.model(), sheet.revision());
        Encoded encoded = EventCodec.encode(EventMeta.of(id, SOURCE, publishedAt), sheet);
        return new Outgoing(encoded.topic(), encoded.key(), encoded.headers(), encoded.value());
    }

    private static PriceSheet sheet(PriceSheetRecord row) {
        byte[] offers = row.getOffers().data().getBytes(StandardCharsets.UTF_8);
        return new PriceSheet(row.getModelId(), row.getRevision(), List.of(EventJson.read(offers, Offer[].class)));
    }

    private static JSONB json(List<Offer> offers) {
        return JSONB.valueOf(new String(EventJson.write(offers), StandardCharsets.UTF_8));
    }
}
