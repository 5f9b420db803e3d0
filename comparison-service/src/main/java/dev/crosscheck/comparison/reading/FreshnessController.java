package dev.crosscheck.comparison.reading;

import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.pagestore.PageStore;
import dev.crosscheck.comparison.refresh.DirtyModels;
import dev.crosscheck.comparison.refresh.Lag;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.limit.Cost;
import dev.crosscheck.kit.limit.Costs;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;

/** Says how fresh everything is. */
@Controller("/v1/freshness")
final class FreshnessController {

    private final Lag lag;
    private final FactView facts;
    private final PageStore store;
    private final DirtyModels dirty;
    private final DSLContext dsl;

    FreshnessController(Lag lag, FactView facts, PageStore store, DirtyModels dirty, DSLContext dsl) {
        this.lag = lag;
        this.facts = facts;
        this.store = store;
        this.dirty = dirty;
        this.dsl = dsl;
    }

    @Get
    @OpenTo(Role.ANYONE)
    @Costs(Cost.WIDE)
    @ExecuteOn(TaskExecutors.BLOCKING)
    Freshness freshness() {
        List<KnownModel> models = List.copyOf(facts.all().values());
        List<Instant> observed = models.stream()
                .flatMap(FreshnessController::provenances)
                .map(Provenance::observedAt)
                .sorted()
                .toList();
        int marked = dirty.count(dsl);
        return new Freshness(
                measured(lag.visible()),
                measured(lag.stored()),
                marked,
                dirty.oldest(dsl),
                observed.isEmpty() ? null : observed.getFirst(),
                observed.isEmpty() ? null : observed.getLast(),
                models.size(),
                new Freshness.Pages(
                        store.count(dsl), pairs(models.size()), pairs(models.size()) - pairs(models.size() - marked)));
    }

    private static long pairs(long models) {
        return models < 2 ? 0 : models * (models - 1) / 2;
    }

    private static Freshness.Lag measured(Lag.Measure measure) {
        Duration last = measure.last();
        return new Freshness.Lag(
                measure.count(),
                last == null ? null : last.toNanos() / 1e6,
                measure.percentileMillis(0.5),
                measure.percentileMillis(0.9),
                measure.percentileMillis(0.99));
    }

    private static Stream<Provenance> provenances(KnownModel model) {
        PriceSheet prices = model.profile().prices();
        return Stream.of(
                        model.profile().catalog().facts().stream().map(ModelState.Fact::provenance),
                        model.profile().catalog().scores().stream().map(ModelState.Score::provenance),
                        prices == null
                                ? Stream.<Provenance>empty()
                                : prices.offers().stream().map(PriceSheet.Offer::provenance))
                .flatMap(part -> part);
    }
}
