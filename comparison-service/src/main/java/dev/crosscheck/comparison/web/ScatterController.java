package dev.crosscheck.comparison.web;

import dev.crosscheck.comparison.page.SettingText;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Score against price, of all models. */
@Controller("/scatter")
@Hidden
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(Documents.HTML)
final class ScatterController {

    private static final int BENCHMARKS = 60;

    private final Digests digests;

    ScatterController(Digests digests) {
        this.digests = digests;
    }

    /** @param benchmark as the page's own form gives it; none for the one with most models */
    @Get
    @OpenTo(Role.ANYONE)
    @Costs(Cost.WIDE)
    HttpResponse<byte[]> scatter(@Nullable @QueryValue String benchmark) {
        List<Digest> all = digests.all();
        Map<Digest.ScoreKey, Integer> drawn = new HashMap<>();
        for (Digest model : all) {
            if (model.blended() != null && !model.blended().isZero()) {
                model.scores().keySet().forEach(key -> drawn.merge(key, 1, Integer::sum));
            }
        }
        List<Map.Entry<Digest.ScoreKey, Integer>> choices = drawn.entrySet().stream()
                .filter(entry -> entry.getValue() >= 2)
                .sorted(Map.Entry.<Digest.ScoreKey, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> key(entry.getKey())))
                .limit(BENCHMARKS)
                .toList();
        Optional<Digest.ScoreKey> chosen = benchmark == null || benchmark.isEmpty()
                ? choices.stream().map(Map.Entry::getKey).findFirst()
                : Optional.of(
                        drawn.keySet().stream()
                                .filter(key -> key(key).equals(benchmark))
                                .findFirst()
                                .orElseThrow(
                                        () -> ProblemException.notFound(
                                                "unknown-benchmark",
                                                "No such benchmark",
                                                "benchmark: not one that two priced models have a score in (expected: one listed at /scatter)")));
        return Documents.page(
                "scatter.jte",
                new ScatterPage(
                        chosen.flatMap(key -> ScatterPlot.of(all, key, List.of()))
                                .orElse(null),
                        choices.stream()
                                .map(entry -> new ScatterPage.Choice(
                                        key(entry.getKey()), ScatterPlot.label(entry.getKey()), entry.getValue()))
                                .toList(),
                        chosen.map(ScatterController::key).orElse("")));
    }

    private static String key(Digest.ScoreKey key) {
        return key.benchmark() + "~" + SettingText.key(key.setting());
    }
}
