package dev.crosscheck.comparison.pagestore;

import static dev.crosscheck.comparison.db.Tables.PAGE;
import static org.jooq.impl.DSL.any;

import dev.crosscheck.comparison.page.Outcome;
import dev.crosscheck.comparison.page.Page;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stored pages. */
@Singleton
public final class PageStore {

    private static final Logger LOG = LoggerFactory.getLogger(PageStore.class);

    /**
     * Writes many pages at once. A page never goes back to older revisions of either model, nor to an
     * older template. Where what was decided changes, what had been decided comes back, read under the
     * same lock that the new page is written under.
     */
    private static final String WRITE = """
            insert into page as stored (first_id, second_id, first_revision, second_revision,
                                        template_version, dictionary_version, body, digest, outcome)
            select made.first_id, made.second_id, made.first_revision, made.second_revision,
                   ?, ?, made.body, made.digest, made.outcome
            from unnest(?::varchar[], ?::varchar[], ?::bigint[], ?::bigint[], ?::bytea[], ?::bytea[], ?::bytea[])
                as made (first_id, second_id, first_revision, second_revision, body, digest, outcome)
            on conflict (first_id, second_id) do update
            set first_revision     = excluded.first_revision,
                second_revision    = excluded.second_revision,
                template_version   = excluded.template_version,
                dictionary_version = excluded.dictionary_version,
                body               = excluded.body,
                digest             = excluded.digest,
                outcome            = excluded.outcome
            where stored.first_revision <= excluded.first_revision
              and stored.second_revision <= excluded.second_revision
              and stored.template_version <= excluded.template_version
            returning new.first_id, new.second_id,
                      case when old.outcome <> new.outcome then old.outcome end""";

    private static final String VERSIONS = """
            select page.first_id, page.second_id, page.first_revision, page.second_revision, page.template_version,
                   page.digest, page.dictionary_version, case when wanted.whole then page.body end
            from unnest(?::varchar[], ?::varchar[], ?::boolean[]) as wanted (first_id, second_id, whole)
            join page using (first_id, second_id)""";

    /** The stored page; empty if the pair has none yet. */
    public Optional<StoredPage> find(DSLContext dsl, PageKey key) {
        return dsl.select(
                        PAGE.FIRST_REVISION,
                        PAGE.SECOND_REVISION,
                        PAGE.TEMPLATE_VERSION,
                        PAGE.DICTIONARY_VERSION,
                        PAGE.BODY,
                        PAGE.DIGEST)
                .from(PAGE)
                .where(PAGE.FIRST_ID.eq(key.first()))
                .and(PAGE.SECOND_ID.eq(key.second()))
                .fetchOptional(row -> new StoredPage(
                        key, row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6()));
    }

    public long count(DSLContext dsl) {
        return dsl.fetchCount(PAGE);
    }

    /**
     * How many pages are stored of which each of these models is the first.
     *
     * @param seconds those that count as the second
     */
    public Map<String, Long> countByFirst(DSLContext dsl, Collection<String> firsts, Collection<String> seconds) {
        return dsl.select(PAGE.FIRST_ID, DSL.count().cast(SQLDataType.BIGINT))
                .from(PAGE)
                .where(PAGE.FIRST_ID.eq(any(firsts.toArray(String[]::new))))
                .and(PAGE.SECOND_ID.eq(any(seconds.toArray(String[]::new))))
                .groupBy(PAGE.FIRST_ID)
                .fetchMap(Record2::value1, Record2::value2);
    }

    /**
     * What those of the pages that are stored were made from. A page whose bytes would be the same needs no
     * write: it is current as it stands.
     *
     * <p>No row is locked. A refresher that is writing one of these pages from older facts looks at
     * the facts again after its commit, which comes after this look, and mends the page itself.
     *
     * @param whole of which pages the body comes, too: a digest may be right beside a body that is damaged
     */
    public Map<PageKey, StoredVersion> versions(DSLContext dsl, List<PageKey> pages, Predicate<PageKey> whole) {
        return dsl.connectionResult(connection -> versions(connection, pages, whole));
    }

    /**
     * Writes the pages, except where a newer one is stored.
     *
     * @param pages each key at most once, in order of their keys, so that two writers cannot deadlock
     * @return those that were written
     */
    public List<Written> write(DSLContext tx, List<PackedPage> pages) {
        return pages.isEmpty() ? List.of() : tx.connectionResult(connection -> write(connection, pages));
    }

    private static Map<PageKey, StoredVersion> versions(
            Connection connection, List<PageKey> pages, Predicate<PageKey> whole) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(VERSIONS)) {
            select.setArray(1, array(connection, "varchar", pages, PageKey::first));
            select.setArray(2, array(connection, "varchar", pages, PageKey::second));
            select.setArray(3, array(connection, "boolean", pages, whole::test));
            Map<PageKey, StoredVersion> versions = HashMap.newHashMap(pages.size());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    byte[] body = rows.getBytes(8);
                    versions.put(
                            new PageKey(rows.getString(1), rows.getString(2)),
                            new StoredVersion(
                                    rows.getLong(3),
                                    rows.getLong(4),
                                    rows.getInt(5),
                                    rows.getBytes(6),
                                    body == null ? null : new StoredVersion.Body(rows.getInt(7), body)));
                }
            }
            return versions;
        }
    }

    private static List<Written> write(Connection connection, List<PackedPage> pages) throws SQLException {
        Map<PageKey, PackedPage> byKey = HashMap.newHashMap(pages.size());
        pages.forEach(page -> byKey.put(page.key(), page));
        try (PreparedStatement upsert = connection.prepareStatement(WRITE)) {
            upsert.setInt(1, Page.TEMPLATE_VERSION);
            upsert.setInt(2, PageDictionary.CURRENT.version());
            upsert.setArray(
                    3, array(connection, "varchar", pages, page -> page.key().first()));
            upsert.setArray(
                    4, array(connection, "varchar", pages, page -> page.key().second()));
            upsert.setArray(5, array(connection, "bigint", pages, PackedPage::firstRevision));
            upsert.setArray(6, array(connection, "bigint", pages, PackedPage::secondRevision));
            upsert.setArray(7, bytes(connection, pages, PackedPage::body));
            upsert.setArray(8, bytes(connection, pages, PackedPage::digest));
            upsert.setArray(9, bytes(connection, pages, PackedPage::packedOutcome));
            List<Written> written = new ArrayList<>();
            try (ResultSet rows = upsert.executeQuery()) {
                while (rows.next()) {
                    PackedPage page = byKey.get(new PageKey(rows.getString(1), rows.getString(2)));
                    if (page == null) {
                        throw new DataAccessException("page " + rows.getString(1) + "/" + rows.getString(2)
                                + " came back (expected: one that was written)");
                    }
                    byte[] before = rows.getBytes(3);
                    written.add(new Written(page, before == null ? null : outcome(before, page.key())));
                }
            }
            return written;
        }
    }

    /** One that a newer version of this service wrote, or that is damaged, tells no change, and keeps no page back. */
    private static @Nullable Outcome outcome(byte[] before, PageKey key) {
        try {
            return PackedOutcome.read(before, key);
        } catch (IllegalArgumentException e) {
            LOG.atWarn()
                    .addKeyValue("first", key.first())
                    .addKeyValue("second", key.second())
                    .addKeyValue("because", String.valueOf(e.getMessage()))
                    .log("Could not read what the page decided before; its change is not told");
            return null;
        }
    }

    private static <T> Array array(Connection connection, String type, List<T> rows, Function<T, Object> column)
            throws SQLException {
        return connection.createArrayOf(type, rows.stream().map(column).toArray());
    }

    private static Array bytes(Connection connection, List<PackedPage> rows, Function<PackedPage, byte[]> column)
            throws SQLException {
        return connection.createArrayOf("bytea", rows.stream().map(column).toArray(byte[][]::new));
    }
}
