package dev.crosscheck.comparison.web;

import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.page.ComparisonPolicy;
import dev.crosscheck.comparison.page.FieldText;
import dev.crosscheck.comparison.page.Traffic;
import dev.crosscheck.comparison.page.Usd;
import dev.crosscheck.comparison.reading.ModelIds;
import dev.crosscheck.comparison.reading.Workload;
import dev.crosscheck.comparison.reading.WorkloadCosts;
import dev.crosscheck.comparison.reading.WorkloadCosts.ModelCosts;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.limit.Cost;
import dev.crosscheck.kit.limit.Costs;
import dev.crosscheck.kit.problem.ProblemException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a workload costs, as a form that works without script and an address that can be shared. */
@Controller("/calculator")
@Hidden
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(Documents.HTML)
final class CalculatorController {

    private static final int FIELDS = 4;
    private static final int MAX_MODELS = 6;
    private static final int SHOWN = 40;

    /** The routes that people weigh against each other; the rest differ by more. */
    private static final int ROUTES = 12;

    private final FactView facts;
    private final ModelIds ids;
    private final ModelFinder finder;

    CalculatorController(FactView facts, ModelIds ids, ModelFinder finder) {
        this.facts = facts;
        this.ids = ids;
        this.finder = finder;
    }

    /**
     * @param models  ids or names, one or several to a value; none for all models
     * @param input   tokens of all prompts of a month
     * @param output  tokens of all answers of a month
     * @param cached  percent of the input that is read from cache, 0 to 100
     * @param context tokens of context that a route must serve
     * @param needs   capabilities that a route must have
     */
    @Get
    @OpenTo(Role.ANYONE)
    @Costs(Cost.WIDE)
    HttpResponse<byte[]> calculate(
            @Nullable @QueryValue List<String> models,
            @Nullable @QueryValue String input,
            @Nullable @QueryValue String output,
            @Nullable @QueryValue String cached,
            @Nullable @QueryValue String context,
            @Nullable @QueryValue List<String> needs) {
        Traffic usual = ComparisonPolicy.DEFAULT.traffic();
        List<KnownModel> chosen = chosen(models);
        Set<ModelField> needed = needed(needs);
        Workload workload;
        try {
            workload = new Workload(
                    new Traffic(
                            count("input", input, usual.inputTokens()), count("output", output, usual.outputTokens())),
                    percent(cached).movePointLeft(2),
                    blank(context) ? null : Long.valueOf(count("context", context, 1)),
                    needed);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest("invalid-workload", "Not a workload", String.valueOf(e.getMessage()));
        }
        return Documents.page("calculator.jte", view(chosen, workload, needed));
    }

    private CalculatorView view(List<KnownModel> chosen, Workload workload, Set<ModelField> needed) {
        boolean every = chosen.isEmpty();
        List<ModelCosts> costs = Stream.of(every ? facts.all().values() : chosen)
                .flatMap(some -> some.stream())
                .map(model -> WorkloadCosts.of(model, workload))
                .filter(cost -> !every || !cost.routes().isEmpty())
                .sorted(Comparator.comparing(
                                (ModelCosts cost) -> cost.routes().isEmpty()
                                        ? null
                                        : cost.routes().getFirst().usdPerMonth(),
                                Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(cost -> cost.model().id()))
                .toList();
        List<String> typed = new ArrayList<>(chosen.stream().map(KnownModel::id).toList());
        while (typed.size() < FIELDS) {
            typed.add("");
        }
        return new CalculatorView(
                typed,
                Long.toString(workload.traffic().inputTokens()),
                Long.toString(workload.traffic().outputTokens()),
                workload.cachedShare().movePointRight(2).stripTrailingZeros().toPlainString(),
                workload.needsContext() == null ? "" : workload.needsContext().toString(),
                ModelField.CAPABILITIES.stream()
                        .map(field ->
                                new CalculatorView.Need(field.id(), FieldText.label(field), needed.contains(field)))
                        .toList(),
                workload.traffic().text(),
                costs.stream()
                        .limit(SHOWN)
                        .map(cost -> cost(cost, workload, every))
                        .toList(),
                Math.max(0, costs.size() - SHOWN),
                every,
                api(chosen, workload),
                finder.options(HomeController.OPTIONS));
    }

    private CalculatorView.ModelCost cost(ModelCosts cost, Workload workload, boolean brief) {
        return new CalculatorView.ModelCost(
                cost.model().id(),
                finder.name(cost.model().id()),
                cost.routes().stream()
                        .limit(brief ? 1 : ROUTES)
                        .map(route -> new CalculatorView.RouteCost(
                                route.offer().provider().name(),
                                route.offer().route(),
                                route.offer().provider().kind() == ProviderKind.AGGREGATOR,
                                Usd.cost(route.usdPerMonth()),
                                CostFormula.of(route, workload)))
                        .toList(),
                brief
                        ? List.of()
                        : cost.excluded().stream()
                                .map(out -> new CalculatorView.Exclusion(
                                        out.offer().provider().name(),
                                        out.offer().route(),
                                        out.reason()))
                                .toList());
    }

    private static String api(List<KnownModel> chosen, Workload workload) {
        List<String> parts = new ArrayList<>();
        if (!chosen.isEmpty()) {
            parts.add("models="
                    + String.join(",", chosen.stream().map(KnownModel::id).toList()));
        }
        parts.add("input=" + workload.traffic().inputTokens());
        parts.add("output=" + workload.traffic().outputTokens());
        if (workload.cachedShare().signum() > 0) {
            parts.add(
                    "cachedShare=" + workload.cachedShare().stripTrailingZeros().toPlainString());
        }
        if (workload.needsContext() != null) {
            parts.add("needsContext=" + workload.needsContext());
        }
        if (!workload.needs().isEmpty()) {
            parts.add("needs="
                    + String.join(
                            ",",
                            ModelField.CAPABILITIES.stream()
                                    .filter(workload.needs()::contains)
                                    .map(ModelField::id)
                                    .toList()));
        }
        return "/v1/costs?" + Addresses.query(parts);
    }

    private List<KnownModel> chosen(@Nullable List<String> typed) {
        List<KnownModel> models = new ArrayList<>();
        for (String text : parts(typed)) {
            List<Digest> meant = text.length() > ModelFinder.MAX_QUERY ? List.of() : finder.meant(text);
            KnownModel model = ids.known(meant.size() == 1 ? meant.getFirst().id() : text);
            if (models.stream().noneMatch(other -> other.id().equals(model.id()))) {
                models.add(model);
            }
            if (models.size() > MAX_MODELS) {
                throw ProblemException.badRequest(
                        "invalid-models",
                        "Too many models",
                        "models: more than " + MAX_MODELS + " (expected: at most " + MAX_MODELS + ")");
            }
        }
        return models;
    }

    private static Set<ModelField> needed(@Nullable List<String> needs) {
        Set<ModelField> fields = EnumSet.noneOf(ModelField.class);
        for (String need : parts(needs)) {
            fields.add(ModelField.find(need)
                    .filter(ModelField.CAPABILITIES::contains)
                    .orElseThrow(() -> ProblemException.badRequest(
                            "invalid-workload",
                            "Not a workload",
                            "needs: not a capability (expected: some of "
                                    + ModelField.CAPABILITIES.stream()
                                            .map(ModelField::id)
                                            .toList()
                                    + ")")));
        }
        return fields;
    }

    private static List<String> parts(@Nullable List<String> values) {
        return values == null
                ? List.of()
                : values.stream()
                        .flatMap(value -> Arrays.stream(value.split(",")))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .toList();
    }

    /** People write 800,000,000 and 800M alike. */
    private static long count(String field, @Nullable String text, long usual) {
        if (blank(text)) {
            return usual;
        }
        String digits = String.valueOf(text).replaceAll("[,_\\s]", "");
        if (!digits.matches("\\d{1,16}([kKmMbB])?")) {
            throw new IllegalArgumentException(
                    field + ": not a number of tokens (expected: such as 800000000, or 800M)");
        }
        long scale = switch (Character.toLowerCase(digits.charAt(digits.length() - 1))) {
            case 'k' -> 1_000L;
            case 'm' -> 1_000_000L;
            case 'b' -> 1_000_000_000L;
            default -> 1L;
        };
        long number = Long.parseLong(scale == 1 ? digits : digits.substring(0, digits.length() - 1));
        if (number > Traffic.MAX_TOKENS / scale) {
            throw new IllegalArgumentException(
                    field + ": more than anyone sends (expected: at most " + Traffic.MAX_TOKENS + ")");
        }
        return number * scale;
    }

    private static BigDecimal percent(@Nullable String text) {
        if (blank(text)) {
            return BigDecimal.ZERO;
        }
        String number = String.valueOf(text).strip();
        // Plain decimals only: 1e999999999 is a short way to ask for a long computation.
        if (!number.matches("\\d{1,3}(\\.\\d{1,4})?")) {
            throw new IllegalArgumentException("cached: not a share (expected: 0 to 100, at most 4 decimals)");
        }
        return new BigDecimal(number);
    }

    private static boolean blank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
