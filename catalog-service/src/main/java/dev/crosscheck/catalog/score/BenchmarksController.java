package dev.crosscheck.catalog.score;

import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.http.PageRequest;
import dev.crosscheck.kit.limit.Cost;
import dev.crosscheck.kit.limit.Costs;
import dev.crosscheck.kit.problem.ProblemException;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Shows how to read each benchmark's numbers. */
@Controller("/v1/benchmarks")
@ExecuteOn(TaskExecutors.BLOCKING)
class BenchmarksController {

    private final Benchmarks benchmarks;
    private final DSLContext dsl;

    BenchmarksController(Benchmarks benchmarks, DSLContext dsl) {
        this.benchmarks = benchmarks;
        this.dsl = dsl;
    }

    /** @param next the {@code after} of the next page; null if this is the last */
    @Serdeable
    record BenchmarkPage(
            List<BenchmarkView> items, @Nullable String next) {}

    /**
     * @param better    higher or lower
     * @param spellings under which scores may name it
     * @param source    who defines it
     */
    @Serdeable
    record BenchmarkView(
            String id,
            String name,
            String measures,
            String unit,
            String better,
            @Nullable BigDecimal minimum,
            @Nullable BigDecimal maximum,
            List<String> spellings,
            String source,
            Instant observedAt,
            String event) {}

    /** Benchmarks by id, after the one given. */
    @Get
    @OpenTo(Role.ANYONE)
    @Costs(Cost.WIDE)
    BenchmarkPage list(@Nullable @QueryValue String after, @Nullable @QueryValue Integer limit) {
        int rows = PageRequest.limit(limit);
        List<Benchmark> page = benchmarks.list(dsl, after == null ? "" : after, rows);
        return new BenchmarkPage(
                page.stream().map(this::view).toList(),
                page.size() < rows ? null : page.getLast().id());
    }

    @Get("/{id}")
    @OpenTo(Role.ANYONE)
    BenchmarkView show(String id) {
        return benchmarks
                .find(dsl, id)
                .map(this::view)
                .orElseThrow(() -> ProblemException.notFound(
                        "unknown-benchmark",
                        "No such benchmark",
                        "id: " + id + " (expected: one listed at /v1/benchmarks)"));
    }

    private BenchmarkView view(Benchmark benchmark) {
        return new BenchmarkView(
                benchmark.id(),
                benchmark.name(),
                benchmark.measures(),
                benchmark.unit().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                benchmark.better().name().toLowerCase(Locale.ROOT),
                benchmark.minimum(),
                benchmark.maximum(),
                benchmarks.spellings(dsl, benchmark.id()),
                benchmark.provenance().source().id(),
                benchmark.provenance().observedAt(),
                benchmark.provenance().eventId());
    }
}
