package dev.crosscheck.comparison.reading;

import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.page.ComparisonPolicy;
import dev.crosscheck.comparison.page.Traffic;
import dev.crosscheck.comparison.reading.WorkloadCosts.ModelCosts;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.limit.Cost;
import dev.crosscheck.kit.limit.Costs;
import dev.crosscheck.kit.problem.ProblemException;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a workload costs, route by route. */
@Controller("/v1/costs")
@Produces(MediaType.APPLICATION_JSON)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CostsController {

    private static final int MAX_MODELS = 50;
    private static final int MAX_SHARE_LENGTH = 12;

    private final FactView facts;
    private final ModelIds ids;

    CostsController(FactView facts, ModelIds ids) {
        this.facts = facts;
        this.ids = ids;
    }

    /**
     * Costs for a month.
     *
     * @param models       ids with commas between; none for all models, each with its cheapest route only
     * @param input        tokens of all prompts
     * @param output       tokens of all answers
     * @param cachedShare  share of the input tokens that come from the cache, 0 to 1
     * @param needsContext tokens of context that a route must serve
     * @param needs        capabilities that a route must have, with commas between
     */
    @Get
    @OpenTo(Role.ANYONE)
    @Costs(Cost.WIDE)
    byte[] costs(
            @Nullable @QueryValue String models,
            @Nullable @QueryValue Long input,
            @Nullable @QueryValue Long output,
            @Nullable @QueryValue String cachedShare,
            @Nullable @QueryValue Long needsContext,
            @Nullable @QueryValue String needs) {
        Workload workload = workload(input, output, cachedShare, needsContext, needs);
        String list = models == null ? "" : models.strip();
        boolean named = !list.isEmpty();
        Collection<KnownModel> wanted =
                named ? ids.list(List.of(list), 1, MAX_MODELS) : facts.all().values();
        List<CostsView.Model> costs = wanted.stream()
                .map(model -> WorkloadCosts.of(model, workload))
                .sorted(Comparator.comparing(
                                (ModelCosts model) -> model.routes().isEmpty()
                                        ? null
                                        : model.routes().getFirst().usdPerMonth(),
                                Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(model -> model.model().id()))
                .map(CostsView.Model::of)
                .map(model -> named ? model : model.brief())
                .toList();
        String cheapest = costs.isEmpty() || costs.getFirst().usdPerMonth() == null
                ? null
                : costs.getFirst().id();
        return EventJson.write(new CostsView(CostsView.Assumed.of(workload), costs, cheapest));
    }

    private static Workload workload(
            @Nullable Long input,
            @Nullable Long output,
            @Nullable String cachedShare,
            @Nullable Long needsContext,
            @Nullable String needs) {
        Traffic usual = ComparisonPolicy.DEFAULT.traffic();
        try {
            Traffic traffic = new Traffic(
                    input == null ? usual.inputTokens() : input, output == null ? usual.outputTokens() : output);
            return new Workload(traffic, share(cachedShare), needsContext, capabilities(needs));
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("invalid-workload", "Not a workload", String.valueOf(e.getMessage()));
        }
    }

    private static BigDecimal share(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return BigDecimal.ZERO;
        }
        // Plain decimals only: 1e999999999 is a short way to ask for a long computation.
        if (text.length() > MAX_SHARE_LENGTH || !text.matches("\\d+(\\.\\d+)?")) {
            throw new IllegalArgumentException("cachedShare: " + ModelIds.shown(text) + " (expected: 0 to 1)");
        }
        return new BigDecimal(text);
    }

    private static Set<ModelField> capabilities(@Nullable String needs) {
        Set<ModelField> fields = EnumSet.noneOf(ModelField.class);
        if (needs != null && !needs.isBlank()) {
            for (String need : needs.split(",", ModelField.CAPABILITIES.size() + 1)) {
                fields.add(ModelField.CAPABILITIES.stream()
                        .filter(field -> field.id().equals(need.strip()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("needs: " + ModelIds.shown(need)
                                + " (expected: some of "
                                + ModelField.CAPABILITIES.stream()
                                        .map(ModelField::id)
                                        .toList()
                                + ")")));
            }
        }
        return fields;
    }
}
