package dev.crosscheck.pricing.price;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Slug;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.http.AsOfRequest;
import dev.crosscheck.kit.http.PageRequest;
import dev.crosscheck.kit.limit.Cost;
import dev.crosscheck.kit.limit.Costs;
import dev.crosscheck.kit.problem.ProblemException;
import dev.crosscheck.kit.time.AsOf;
import dev.crosscheck.pricing.quote.HistoryEntry;
import dev.crosscheck.pricing.quote.QuoteContent;
import dev.crosscheck.pricing.quote.QuoteHistory;
import dev.crosscheck.pricing.quote.TakenBack;
import dev.crosscheck.pricing.quote.TakenBack.Withdrawn;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Shows what models cost, now and before. */
@Controller("/v1/price-sheets")
@ExecuteOn(TaskExecutors.BLOCKING)
class PriceSheetController {

    private final PriceSheets sheets;
    private final QuoteHistory history;
    private final TakenBack takenBack;
    private final PastSheets past;
    private final DSLContext dsl;
    private final Clock clock;

    PriceSheetController(
            PriceSheets sheets,
            QuoteHistory history,
            TakenBack takenBack,
            PastSheets past,
            DSLContext dsl,
            Clock clock) {
        this.sheets = sheets;
        this.history = history;
        this.takenBack = takenBack;
        this.past = past;
        this.dsl = dsl;
        this.clock = clock;
    }

    /**
     * The sheet as it was last published, or as it held at a moment of the past.
     *
     * @param asOf    what was true then; a moment, or a day, which stands for its end in UTC; null for now
     * @param knownAt by what had been recorded by then; likewise
     */
    @Get("/{model}")
    @OpenTo(Role.ANYONE)
    @Costs(
            value = Cost.PAST,
            with = {"asOf", "knownAt"})
    @Produces(MediaType.APPLICATION_JSON)
    byte[] sheet(String model, @Nullable @QueryValue String asOf, @Nullable @QueryValue String knownAt) {
        AsOf then = AsOfRequest.read(asOf, knownAt, clock.instant());
        return then.isNow() ? EventJson.write(find(model)) : fromHistory(model, then);
    }

    /** The sheet of a moment, made again even if it is the one that stands. */
    byte[] fromHistory(String model, AsOf then) {
        return EventJson.write(past.find(find(model), then));
    }

    /**
     * All that was recorded of the model's offers, oldest record first.
     *
     * @param after the {@code id} of the last entry seen; null for the first page
     */
    @Get("/{model}/history")
    @OpenTo(Role.ANYONE)
    @Produces(MediaType.APPLICATION_JSON)
    byte[] history(String model, @Nullable @QueryValue Long after, @Nullable @QueryValue Integer limit) {
        find(model);
        int rows = PageRequest.limit(limit);
        List<HistoryEntry> entries = history.ofModel(dsl, model, after == null ? 0 : after, rows);
        Map<String, Withdrawn> withdrawn = takenBack.of(
                dsl,
                entries.stream()
                        .map(entry -> entry.quote().provenance().eventId())
                        .toList());
        List<Entry> items = entries.stream()
                .map(entry ->
                        Entry.of(entry, withdrawn.get(entry.quote().provenance().eventId())))
                .toList();
        return EventJson.write(new History(
                model, items, items.size() < rows ? null : items.getLast().id()));
    }

    private PriceSheet find(String model) {
        if (!Slug.isValid(model)) {
            throw ProblemException.badRequest(
                    "invalid-model",
                    "Not a model's id",
                    "model: " + shortened(model) + " (expected: at most " + Slug.MAX_LENGTH + " of " + Slug.PATTERN
                            + ")");
        }
        return sheets.find(dsl, model)
                .orElseThrow(() -> ProblemException.notFound(
                        "unknown-model",
                        "No such price sheet",
                        "model: " + model + " (expected: a model in the catalog that has an offer)"));
    }

    private static String shortened(String text) {
        return text.length() <= Slug.MAX_LENGTH ? text : text.substring(0, Slug.MAX_LENGTH) + "…";
    }

    /** @param next the {@code after} of the next page; null if this is the last */
    record History(
            String model, List<Entry> items, @Nullable Long next) {}

    /**
     * One quote as it was recorded.
     *
     * @param kind       first, change, correction, late or retired
     * @param provenance who said so, and since when it was true
     * @param recordedAt when we knew
     * @param withdrawn  who took it back; null if nobody did
     */
    record Entry(
            long id,
            String provider,
            String route,
            String kind,
            boolean correction,
            QuoteContent quote,
            Provenance provenance,
            Instant recordedAt,
            @Nullable Withdrawn withdrawn) {

        static Entry of(HistoryEntry entry, @Nullable Withdrawn withdrawn) {
            return new Entry(
                    entry.id(),
                    entry.quote().offer().provider(),
                    entry.quote().offer().route(),
                    entry.kind(),
                    entry.quote().correction(),
                    entry.quote().content(),
                    entry.quote().provenance(),
                    entry.quote().recordedAt(),
                    withdrawn);
        }
    }
}
