package dev.crosscheck.pricing.quarantine;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.event.pricing.QuoteReviewed.Decision;
import dev.crosscheck.pricing.quarantine.SeriesFold.Folded;
import dev.crosscheck.pricing.quote.Quote;
import dev.crosscheck.pricing.quote.QuoteKey;
import dev.crosscheck.pricing.quote.SeriesHistory;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What was said of series and decided on it, for one transaction: each series is read once, and many at once where
 * they are known ahead.
 */
final class SeriesReader {

    private final DSLContext tx;
    private final SeriesHistory history;
    private final Reviews reviews;
    private final Map<QuoteKey, List<Quote>> said = new HashMap<>();
    private final Map<QuoteKey, Map<String, Decision>> decided = new HashMap<>();
    private final Set<String> modelsDecided = new HashSet<>();

    SeriesReader(DSLContext tx, SeriesHistory history, Reviews reviews) {
        this.tx = tx;
        this.history = history;
        this.reviews = reviews;
    }

    void readAhead(Collection<QuoteKey> keys) {
        List<QuoteKey> unread =
                keys.stream().filter(key -> !said.containsKey(key)).toList();
        if (!unread.isEmpty()) {
            said.putAll(history.beginnings(tx, unread));
            Set<String> models = unread.stream()
                    .map(key -> key.offer().model())
                    .filter(modelsDecided::add)
                    .collect(Collectors.toSet());
            if (!models.isEmpty()) {
                decided.putAll(reviews.decided(tx, models, null));
            }
        }
    }

    /** @param beside what others say; null to leave it aside */
    Folded fold(QuoteKey key, @Nullable Beside beside, Plausibility plausibility) {
        readAhead(List.of(key));
        return SeriesFold.fold(
                requireNonNull(said.get(key)), decided.getOrDefault(key, Map.of()), beside, plausibility);
    }
}
