package dev.crosscheck.comparison.refresh;

import static dev.crosscheck.comparison.db.Tables.DIRTY_MODEL;
import static dev.crosscheck.comparison.db.Tables.PROFILE;
import static dev.crosscheck.kit.database.Prepared.place;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Prepared;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Row6;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The models whose stored pages may be older than their facts. */
@Singleton
public final class DirtyModels {

    /** A reader of a change wants to know what did it, not everything that ever happened. */
    private static final int MAX_CAUSES = 32;

    private static final Prepared MARK_ONE = Prepared.statement(mark(List.of(row(
            place(DIRTY_MODEL.MODEL_ID),
            place(DIRTY_MODEL.PAGE_REVISION),
            place(DIRTY_MODEL.DIRTY_SINCE),
            place(DIRTY_MODEL.MARKED_AT),
            place(DIRTY_MODEL.PUBLISHED_AT),
            place(DIRTY_MODEL.CAUSES)))));

    /**
     * What a mark asks for that stays is less after a round made all of the model's pages. Whether it stays or goes, a
     * row is locked in its turn: two statements would each have an order of their own.
     */
    private static final String TAKE_OFF = """
            with locked as materialized (
                select marked.model_id, shown.again, shown.whole,
                       marked.page_revision <= shown.page_revision and marked.again <= shown.again as is_done
                from dirty_model as marked
                join unnest(cast(? as varchar[]), cast(? as bigint[]), cast(? as integer[]), cast(? as boolean[]))
                    as shown (model_id, page_revision, again, whole)
                  on shown.model_id = marked.model_id
                order by marked.model_id
                for update of marked),
            put_back as (
                update dirty_model
                set dirty_since = greatest(dirty_model.dirty_since, cast(? as timestamptz)),
                    again = dirty_model.again - least(dirty_model.again, locked.again)
                from locked
                where dirty_model.model_id = locked.model_id and locked.whole and not locked.is_done)
            delete from dirty_model
            using locked
            where dirty_model.model_id = locked.model_id and locked.is_done
            returning dirty_model.model_id, dirty_model.published_at""";

    /** Longer than a refresh takes in peace; another replica may have done it without this one knowing. */
    private static final Duration REMEMBERED = Duration.ofSeconds(10);

    /** What this process marked and has not taken off. */
    private final Cache<String, Boolean> markedHere;

    private final Clock clock;

    @Inject
    public DirtyModels(Clock clock) {
        this(clock, Ticker.systemTicker());
    }

    /** @param ticker in nanoseconds: how long ago a model was marked */
    DirtyModels(Clock clock, Ticker ticker) {
        this.clock = clock;
        this.markedHere = Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .ticker(ticker)
                .build();
    }

    /**
     * A model that changed.
     *
     * @param pageRevision as {@code tx} leaves it
     * @param publishedAt  when the newest event behind the change was published
     * @param causes       ids of the events behind it, newest first
     */
    public record Mark(String model, long pageRevision, Instant publishedAt, List<String> causes) {}

    /**
     * What all stored pages of a model show.
     *
     * @param pageRevision as of the facts that were read after the claim; they may show newer ones
     * @param again        how many rebuilds had asked for them by then; they were made after all of these
     * @param whole        whether all of them do; if not, the model has moved on, and the rest is left to its newer mark
     */
    record Shown(long pageRevision, int again, boolean whole) {}

    /** A mark that was taken off: every stored page of the model shows at least this revision. */
    public record Done(String model, Instant publishedAt) {}

    /**
     * Marks models whose pages have something new to show.
     *
     * <p>A model already marked is updated in place, which locks its row: a refresher cannot take the
     * mark off until the facts written in {@code tx} can be read, and then it finds the mark newer than
     * what it computed with. Rows are locked in order of id, so that two readers cannot deadlock.
     */
    public void mark(Pipeline tx, Collection<Mark> marks) {
        if (marks.isEmpty()) {
            return;
        }
        marks.forEach(mark -> markedHere.put(mark.model(), true));
        OffsetDateTime now = OffsetDateTime.now(clock);
        if (marks.size() == 1) {
            Mark mark = marks.iterator().next();
            tx.run(
                    MARK_ONE,
                    mark.model(),
                    mark.pageRevision(),
                    now,
                    now,
                    mark.publishedAt(),
                    mark.causes().stream().limit(MAX_CAUSES).toList());
            return;
        }
        tx.run(mark(marks.stream()
                .sorted(Comparator.comparing(Mark::model))
                .map(mark -> row(
                        mark.model(),
                        mark.pageRevision(),
                        now,
                        now,
                        mark.publishedAt().atOffset(ZoneOffset.UTC),
                        mark.causes().stream().limit(MAX_CAUSES).toArray(String[]::new)))
                .toList()));
    }

    private static Query mark(
            List<Row6<String, Long, OffsetDateTime, OffsetDateTime, OffsetDateTime, String[]>> marks) {
        return DSL.insertInto(
                        DIRTY_MODEL,
                        DIRTY_MODEL.MODEL_ID,
                        DIRTY_MODEL.PAGE_REVISION,
                        DIRTY_MODEL.DIRTY_SINCE,
                        DIRTY_MODEL.MARKED_AT,
                        DIRTY_MODEL.PUBLISHED_AT,
                        DIRTY_MODEL.CAUSES)
                .valuesOfRows(marks)
                .onConflict(DIRTY_MODEL.MODEL_ID)
                .doUpdate()
                .set(DIRTY_MODEL.PAGE_REVISION, excluded(DIRTY_MODEL.PAGE_REVISION))
                .set(DIRTY_MODEL.MARKED_AT, excluded(DIRTY_MODEL.MARKED_AT))
                .set(DIRTY_MODEL.PUBLISHED_AT, greatest(DIRTY_MODEL.PUBLISHED_AT, excluded(DIRTY_MODEL.PUBLISHED_AT)))
                .set(DIRTY_MODEL.CAUSES, newestOf(excluded(DIRTY_MODEL.CAUSES), DIRTY_MODEL.CAUSES));
    }

    /**
     * Whether this process marked the model a moment ago, and no refresh of its own has come since: its stored pages
     * are most likely older than its facts. A guess, for whoever is right either way.
     */
    public boolean isFreshlyMarked(String model) {
        return markedHere.getIfPresent(model) != null;
    }

    /** Marks every model that can have a page, and has every page made again, whatever it was made from. */
    public void markAll(DSLContext tx) {
        mark(tx, DSL.noCondition(), 1);
    }

    /** Marks every model that can have a page: as when stored ones were made by an older template. */
    void markAllBehind(DSLContext tx) {
        mark(tx, DSL.noCondition(), 0);
    }

    /** Marks these models: as when pages of theirs are missing. */
    void markBehind(DSLContext tx, Collection<String> models) {
        mark(tx, PROFILE.MODEL_ID.eq(any(models.toArray(String[]::new))), 0);
    }

    /** @param rebuilds that ask with it */
    private void mark(DSLContext tx, Condition models, int rebuilds) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        tx.insertInto(
                        DIRTY_MODEL,
                        DIRTY_MODEL.MODEL_ID,
                        DIRTY_MODEL.PAGE_REVISION,
                        DIRTY_MODEL.DIRTY_SINCE,
                        DIRTY_MODEL.MARKED_AT,
                        DIRTY_MODEL.PUBLISHED_AT,
                        DIRTY_MODEL.CAUSES,
                        DIRTY_MODEL.AGAIN)
                .select(select(
                                PROFILE.MODEL_ID,
                                PROFILE.PAGE_REVISION,
                                val(now),
                                val(now),
                                val(now),
                                val(new String[0]),
                                val(rebuilds))
                        .from(PROFILE)
                        .where(PROFILE.PAGE_REVISION.gt(0L))
                        .and(models)
                        .orderBy(PROFILE.MODEL_ID))
                .onConflict(DIRTY_MODEL.MODEL_ID)
                .doUpdate()
                .set(DIRTY_MODEL.MARKED_AT, excluded(DIRTY_MODEL.MARKED_AT))
                .set(DIRTY_MODEL.AGAIN, DIRTY_MODEL.AGAIN.plus(excluded(DIRTY_MODEL.AGAIN)))
                .execute();
    }

    /** The events behind each mark, newest first, by model. */
    Map<String, List<String>> causes(DSLContext dsl) {
        return dsl.select(DIRTY_MODEL.MODEL_ID, DIRTY_MODEL.CAUSES)
                .from(DIRTY_MODEL)
                .fetchMap(DIRTY_MODEL.MODEL_ID, row -> List.of(row.value2()));
    }

    /** How many rebuilds ask for all pages of each of these models; those that none asks for are left out. */
    Map<String, Integer> again(DSLContext dsl, Collection<String> models) {
        return dsl.select(DIRTY_MODEL.MODEL_ID, DIRTY_MODEL.AGAIN)
                .from(DIRTY_MODEL)
                .where(DIRTY_MODEL.AGAIN.gt(0))
                .and(DIRTY_MODEL.MODEL_ID.eq(any(models.toArray(String[]::new))))
                .fetchMap(DIRTY_MODEL.MODEL_ID, DIRTY_MODEL.AGAIN);
    }

    private static Field<String[]> newestOf(Field<String[]> newer, Field<String[]> older) {
        return DSL.field("({0} || {1})[1:{2}]", SQLDataType.VARCHAR.array(), newer, older, inline(MAX_CAUSES));
    }

    /** The marked models, by id. */
    public List<String> list(DSLContext dsl) {
        return dsl.select(DIRTY_MODEL.MODEL_ID)
                .from(DIRTY_MODEL)
                .orderBy(DIRTY_MODEL.MODEL_ID)
                .fetch(DIRTY_MODEL.MODEL_ID);
    }

    public int count(DSLContext dsl) {
        return dsl.fetchCount(DIRTY_MODEL);
    }

    /** Since when the model that is marked longest is; null if none is marked. */
    public @Nullable Instant oldest(DSLContext dsl) {
        return dsl.select(min(DIRTY_MODEL.DIRTY_SINCE))
                .from(DIRTY_MODEL)
                .fetchSingle(
                        since -> since.value1() == null ? null : since.value1().toInstant());
    }

    /** Null if no model is marked. */
    RefreshPace.@Nullable Marked marked(DSLContext dsl) {
        return dsl.select(DSL.count(), min(DIRTY_MODEL.DIRTY_SINCE), max(DIRTY_MODEL.MARKED_AT))
                .from(DIRTY_MODEL)
                .fetchSingle(marks -> marks.value1() == 0
                        ? null
                        : new RefreshPace.Marked(
                                marks.value1(),
                                marks.value2().toInstant(),
                                marks.value3().toInstant()));
    }

    /**
     * Takes the marks off that ask for no more than what is shown. Those of models that moved on, whose pages were made
     * all the same, stay, from now on as of the round: it is the turn of others. Rows are locked in order of id, so
     * that whoever marks cannot deadlock with it.
     *
     * @param shown   by every stored page of each model
     * @param claimed when the round began: what it made was not older
     */
    List<Done> takeOff(DSLContext tx, Map<String, Shown> shown, Instant claimed) {
        String[] models = shown.keySet().toArray(String[]::new);
        List<Shown> inOrder = Arrays.stream(models).map(shown::get).toList();
        Long[] revisions = inOrder.stream().map(Shown::pageRevision).toArray(Long[]::new);
        Integer[] again = inOrder.stream().map(Shown::again).toArray(Integer[]::new);
        Boolean[] whole = inOrder.stream().map(Shown::whole).toArray(Boolean[]::new);
        markedHere.invalidateAll(shown.keySet());
        return tx.resultQuery(TAKE_OFF, models, revisions, again, whole, claimed.atOffset(ZoneOffset.UTC))
                .fetch(row -> new Done(
                        row.get(0, String.class),
                        row.get(1, OffsetDateTime.class).toInstant()));
    }
}
