package dev.crosscheck.pricing.quote;

import static dev.crosscheck.pricing.db.Tables.QUOTE_HISTORY;
import static dev.crosscheck.pricing.db.Tables.QUOTE_SIGHTING;
import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.crosscheck.pricing.db.tables.records.QuoteHistoryRecord;
import dev.crosscheck.pricing.db.tables.records.QuoteSightingRecord;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;

/** All that was said of single series, many of them at once: in two statements, however many they are. */
@Singleton
public final class SeriesHistory {

    /** Everything of one series that was not withdrawn. */
    private static final class Said {

        private final List<Statement> statements = new ArrayList<>();
        private final Map<String, String> contents = new HashMap<>();
    }

    /** All that a source said of an offer and did not withdraw, repetitions too, in the order observed, then recorded. */
    List<Statement> said(DSLContext tx, QuoteKey key) {
        return requireNonNull(read(tx, List.of(key)).get(key)).statements;
    }

    /** The quotes of each series that began something new and were not withdrawn, in the order observed. */
    public Map<QuoteKey, List<Quote>> beginnings(DSLContext tx, Collection<QuoteKey> keys) {
        Map<QuoteKey, List<Quote>> beginnings = new HashMap<>();
        read(tx, keys).forEach((key, said) -> {
            Map<String, QuoteContent> contents = new HashMap<>();
            // What a withdrawn quote said may have been repeated by one that stands.
            Function<String, QuoteContent> content = fingerprint -> contents.computeIfAbsent(
                    fingerprint,
                    _ -> said.contents.containsKey(fingerprint)
                            ? QuoteContent.parse(said.contents.get(fingerprint))
                            : content(tx, key, fingerprint));
            beginnings.put(
                    key,
                    Timeline.of(said.statements).beginnings().stream()
                            .map(statement -> new Quote(
                                    key.offer(),
                                    content.apply(statement.fingerprint()),
                                    statement.provenance(),
                                    statement.correction(),
                                    statement.recordedAt(),
                                    statement.hold()))
                            .toList());
        });
        return beginnings;
    }

    /**
     * A content that the series has had.
     *
     * @throws IllegalStateException if it never had it
     */
    QuoteContent content(DSLContext tx, QuoteKey key, String fingerprint) {
        return tx.select(QUOTE_HISTORY.CONTENT)
                .from(QUOTE_HISTORY)
                .where(QuoteHistory.isOf(key))
                .and(QUOTE_HISTORY.FINGERPRINT.eq(fingerprint))
                .limit(1)
                .fetchOptional(row -> QuoteContent.parse(row.value1().data()))
                .orElseThrow(() -> new IllegalStateException(
                        "fingerprint: " + fingerprint + " (expected: in the history of " + key + ")"));
    }

    private static Map<QuoteKey, Said> read(DSLContext tx, Collection<QuoteKey> keys) {
        Map<QuoteKey, Said> series = new HashMap<>();
        if (keys.isEmpty()) {
            return series;
        }
        keys.forEach(key -> series.put(key, new Said()));
        tx.select(QUOTE_HISTORY.fields())
                .from(QUOTE_HISTORY)
                .join(wanted(series.keySet()))
                .on(isWanted(
                        QUOTE_HISTORY.MODEL_ID,
                        QUOTE_HISTORY.PROVIDER_ID,
                        QUOTE_HISTORY.ROUTE,
                        QUOTE_HISTORY.SOURCE_ID))
                .where(QuoteHistory.notWithdrawn(QUOTE_HISTORY.EVENT_ID))
                .orderBy(QUOTE_HISTORY.ID)
                .fetchInto(QUOTE_HISTORY)
                .forEach(row -> {
                    Said said = requireNonNull(series.get(key(row)));
                    said.contents.putIfAbsent(
                            row.getFingerprint(), row.getContent().data());
                    said.statements.add(new Statement(
                            QuoteHistory.provenance(row),
                            row.getFingerprint(),
                            row.getCorrection(),
                            row.getRecordedAt(),
                            row.getHold(),
                            true));
                });
        // A sighting that begins a price by now stands in the history as well.
        tx.select(QUOTE_SIGHTING.fields())
                .from(QUOTE_SIGHTING)
                .join(wanted(series.keySet()))
                .on(isWanted(
                        QUOTE_SIGHTING.MODEL_ID,
                        QUOTE_SIGHTING.PROVIDER_ID,
                        QUOTE_SIGHTING.ROUTE,
                        QUOTE_SIGHTING.SOURCE_ID))
                .where(QuoteHistory.notWithdrawn(QUOTE_SIGHTING.EVENT_ID))
                .and(notExists(
                        selectOne().from(QUOTE_HISTORY).where(QUOTE_HISTORY.EVENT_ID.eq(QUOTE_SIGHTING.EVENT_ID))))
                .orderBy(QUOTE_SIGHTING.ID)
                .fetchInto(QUOTE_SIGHTING)
                .forEach(row -> requireNonNull(series.get(key(row)))
                        .statements
                        .add(new Statement(
                                QuoteHistory.provenance(row),
                                row.getFingerprint(),
                                row.getCorrection(),
                                row.getRecordedAt(),
                                row.getHold(),
                                false)));
        series.values()
                .forEach(said ->
                        said.statements.sort(comparing(Statement::observedAt).thenComparing(Statement::recordedAt)));
        return series;
    }

    private static Table<?> wanted(Collection<QuoteKey> keys) {
        return table(
                        "unnest({0}, {1}, {2}, {3})",
                        val(texts(keys, key -> key.offer().model())),
                        val(texts(keys, key -> key.offer().provider())),
                        val(texts(keys, key -> key.offer().route())),
                        val(texts(keys, QuoteKey::source)))
                .as("wanted", "model_id", "provider_id", "route", "source_id");
    }

    private static String[] texts(Collection<QuoteKey> keys, Function<QuoteKey, String> part) {
        return keys.stream().map(part).toArray(String[]::new);
    }

    private static Condition isWanted(
            Field<String> model, Field<String> provider, Field<String> route, Field<String> source) {
        return model.eq(field(name("wanted", "model_id"), String.class))
                .and(provider.eq(field(name("wanted", "provider_id"), String.class)))
                .and(route.eq(field(name("wanted", "route"), String.class)))
                .and(source.eq(field(name("wanted", "source_id"), String.class)));
    }

    private static QuoteKey key(QuoteHistoryRecord row) {
        return new QuoteKey(new OfferKey(row.getModelId(), row.getProviderId(), row.getRoute()), row.getSourceId());
    }

    private static QuoteKey key(QuoteSightingRecord row) {
        return new QuoteKey(new OfferKey(row.getModelId(), row.getProviderId(), row.getRoute()), row.getSourceId());
    }
}
