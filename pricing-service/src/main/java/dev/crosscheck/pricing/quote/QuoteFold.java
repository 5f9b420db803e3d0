package dev.crosscheck.pricing.quote;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What sources said last, and before, folded from all that they said. Pure: it gives what taking the
 * same quotes in one by one gives, so that any moment of the past can be made again from the history.
 *
 * @param quotes what each source says of each offer, once all was said
 * @param series of each series, the quotes that began to say something new, in the order observed
 * @param past   of each series, where it began to say something new, in the order observed
 * @param lastReadAt when each source last said anything of each offer
 */
public record QuoteFold(
        List<Quote> quotes,
        Map<QuoteKey, List<Quote>> series,
        Map<QuoteKey, List<PastQuote>> past,
        Map<QuoteKey, Instant> lastReadAt) {

    public QuoteFold {
        quotes = List.copyOf(quotes);
        series = Map.copyOf(series);
        past = Map.copyOf(past);
        lastReadAt = Map.copyOf(lastReadAt);
    }

    /** @param said in the order observed, then recorded; repetitions may be among them */
    public static QuoteFold of(List<Quote> said) {
        List<Quote> last = new ArrayList<>();
        Map<QuoteKey, List<Quote>> beginnings = new HashMap<>();
        Map<QuoteKey, List<PastQuote>> past = new HashMap<>();
        Map<QuoteKey, Instant> lastReadAt = new HashMap<>();
        said.stream()
                .collect(groupingBy(Quote::key, LinkedHashMap::new, toList()))
                .forEach((key, series) -> {
                    List<Quote> runs = runs(series);
                    lastReadAt.put(key, series.getLast().provenance().observedAt());
                    last.add(runs.getLast());
                    beginnings.put(key, runs);
                    past.put(key, runs.stream().map(PastQuote::of).toList());
                });
        return new QuoteFold(last, beginnings, past, lastReadAt);
    }

    private static List<Quote> runs(List<Quote> series) {
        Map<String, Quote> byEvent = new HashMap<>();
        series.forEach(quote -> byEvent.put(quote.provenance().eventId(), quote));
        Timeline timeline =
                Timeline.of(series.stream().map(quote -> quote.statement(false)).toList());
        List<Quote> runs = new ArrayList<>();
        for (Statement beginning : timeline.promote()) {
            Quote quote = byEvent.get(beginning.provenance().eventId());
            if (quote != null) {
                runs.add(quote);
            }
        }
        return runs;
    }
}
