package dev.crosscheck.comparison.change;

import static dev.crosscheck.comparison.db.Tables.PAGE_CHANGE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;

import dev.crosscheck.comparison.change.FreshChanges.Numbered;
import dev.crosscheck.comparison.db.tables.records.PageChangeRecord;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.comparison.pagestore.Written;
import dev.crosscheck.event.Encoded;
import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventId;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.comparison.PageChanged;
import dev.crosscheck.event.comparison.PageChanged.Difference;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.trace.Carried;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** What changed in substance on which page, for ever, and told to whoever follows. */
@Singleton
public final class ChangeLog {

    /** Held until commit by whoever hands out numbers; nothing else in this database uses this key. */
    private static final long NUMBERS = 0x6368616e6765L;

    private static final String SOURCE = "/comparison";

    private static final String INSERT = """
            insert into page_change (change, first_id, second_id, changes, causes, corrections, changed_at)
            select event.change, event.first, event.second, event.changes,
                   coalesce(event.causes, '{}'), coalesce(event.corrections, '{}'), event.at
            from json_to_recordset(convert_from(?, 'UTF8')::json)
                as event (change bigint, first text, second text, changes jsonb,
                          causes text[], corrections text[], at timestamptz)""";

    private final Clock clock;
    private final FreshChanges fresh;

    ChangeLog(Clock clock, FreshChanges fresh) {
        this.clock = clock;
        this.fresh = fresh;
    }

    /** Changes that a transaction recorded. */
    public static final class Recorded {

        private final List<Numbered> changes;

        private Recorded(List<Numbered> changes) {
            this.changes = changes;
        }
    }

    /**
     * Records the pages that decide something else than before, in the transaction that wrote them. A
     * page that is new has not changed.
     *
     * @param causes ids of the events that made each model's pages stale, newest first, by model
     * @return what was recorded, to be {@linkplain #committed said} once that is committed
     */
    public Recorded record(DSLContext tx, List<Written> written, Map<String, List<String>> causes) {
        List<PageChanged> changes = new ArrayList<>();
        Instant now = clock.instant();
        for (Written page : written) {
            List<Difference> differences = page.before() == null
                    ? List.of()
                    : Differences.between(page.before(), page.page().outcome());
            if (!differences.isEmpty()) {
                PageKey key = page.page().key();
                List<String> behind = causesOf(page, causes);
                changes.add(new PageChanged(
                        1, key.first(), key.second(), differences, behind, correctionsAmong(behind, page), now));
            }
        }
        return new Recorded(changes.isEmpty() ? List.of() : write(tx, numbered(changes, nextNumber(tx))));
    }

    /** Whoever tells of changes need not look for these. */
    public void committed(Recorded recorded) {
        fresh.add(recorded.changes);
    }

    /** The events of changes after the one with this number, oldest first. */
    List<Numbered> eventsAfter(DSLContext dsl, long after, int limit) {
        return after(dsl, after, limit).stream()
                .map(change -> new Numbered(change.change(), event(change, null)))
                .toList();
    }

    /** Changes after the one with this number, oldest first. */
    public List<PageChanged> after(DSLContext dsl, long after, int limit) {
        return dsl.selectFrom(PAGE_CHANGE)
                .where(PAGE_CHANGE.CHANGE.gt(after))
                .orderBy(PAGE_CHANGE.CHANGE)
                .limit(limit)
                .fetch(ChangeLog::change);
    }

    /** Changes before the one with this number, newest first. */
    List<PageChanged> before(DSLContext dsl, long before, int limit) {
        return dsl.selectFrom(PAGE_CHANGE)
                .where(PAGE_CHANGE.CHANGE.lt(before))
                .orderBy(PAGE_CHANGE.CHANGE.desc())
                .limit(limit)
                .fetch(ChangeLog::change);
    }

    /** The events behind the change that the page itself rests on; all of them if it rests on none. */
    private static List<String> causesOf(Written page, Map<String, List<String>> causes) {
        PageKey key = page.page().key();
        List<String> events = Stream.of(key.first(), key.second())
                .flatMap(model -> causes.getOrDefault(model, List.of()).stream())
                .distinct()
                .toList();
        List<String> onThePage =
                events.stream().filter(page.page().events()::contains).toList();
        return onThePage.isEmpty() ? events : onThePage;
    }

    private static List<String> correctionsAmong(List<String> causes, Written page) {
        return causes.stream().filter(page.page().corrections()::contains).toList();
    }

    /**
     * The number after the last one that was committed. Whoever asks waits for the one who asked before
     * to commit: else a higher number could be seen before a lower one, and a reader who resumes from
     * the highest seen would miss the lower.
     */
    private static long nextNumber(DSLContext tx) {
        Pipeline together = Pipeline.of(tx);
        together.run(tx.query("select pg_advisory_xact_lock(?)", NUMBERS));
        Field<Long> next = coalesce(max(PAGE_CHANGE.CHANGE), inline(0L)).plus(1);
        return together.ask(
                        tx.select(next).from(PAGE_CHANGE),
                        rows -> rows.getFirst().get(next))
                .get();
    }

    private static List<PageChanged> numbered(List<PageChanged> changes, long first) {
        List<PageChanged> numbered = new ArrayList<>(changes.size());
        for (PageChanged change : changes) {
            numbered.add(new PageChanged(
                    first + numbered.size(),
                    change.first(),
                    change.second(),
                    change.changes(),
                    change.causes(),
                    change.corrections(),
                    change.at()));
        }
        return numbered;
    }

    /** A row holds what its event says, so both come from the same bytes. */
    private static List<Numbered> write(DSLContext tx, List<PageChanged> changes) {
        List<Numbered> events = changes.stream()
                .map(change -> new Numbered(change.change(), event(change, trace(tx, change))))
                .toList();
        tx.execute(INSERT, (Object) array(events));
        return events;
    }

    /** @param traceparent null if nobody wants to know; it is not kept with the change */
    private static Encoded event(PageChanged change, @Nullable String traceparent) {
        String id = EventId.of("page-changed", change.key(), change.change(), change.at());
        return EventCodec.encode(EventMeta.of(id, SOURCE, change.at()).traced(traceparent), change);
    }

    /** By what the change goes on: the first of its models that is traced. */
    private static @Nullable String trace(DSLContext tx, PageChanged change) {
        String first = Carried.of(tx, change.first().getBytes(UTF_8));
        return first == null ? Carried.of(tx, change.second().getBytes(UTF_8)) : first;
    }

    /** The events as one array of JSON. */
    private static byte[] array(List<Numbered> events) {
        ByteArrayOutputStream array = new ByteArrayOutputStream(events.size() * 512);
        for (Numbered event : events) {
            array.write(array.size() == 0 ? '[' : ',');
            array.writeBytes(event.event().value());
        }
        array.write(']');
        return array.toByteArray();
    }

    private static PageChanged change(PageChangeRecord row) {
        Difference[] differences = EventJson.MAPPER.readValue(row.getChanges().data(), Difference[].class);
        return new PageChanged(
                row.getChange(),
                row.getFirstId(),
                row.getSecondId(),
                List.of(differences),
                List.of(row.getCauses()),
                List.of(row.getCorrections()),
                row.getChangedAt().toInstant());
    }
}
