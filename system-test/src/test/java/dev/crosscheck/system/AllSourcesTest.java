package dev.crosscheck.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.local.Publisher;
import dev.crosscheck.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All public data there is, from nine sources, into one system. */
@Tag("long")
@Tag("longest")
class AllSourcesTest {

    private static final Duration WITHIN = Duration.ofMinutes(10);

    /** What a JVM of ours takes beside its heap: code, threads, buffers of Kafka and of the pages' codec. */
    private static final long BESIDE_THE_HEAP_MB = 400;

    /** Of so many pages the sentences of one are read: reading all of them takes minutes. */
    private static final int SENTENCES_READ_OF_EVERY = 25;

    @Test
    void everyEntryOfEverySourceIsAccountedForAndNoServiceIsRestarted() throws IOException {
        List<List<String>> imports = imports();
        try (CrosscheckSystem system = CrosscheckSystem.start()) {
            Map<Service, Long> processes = processes(system);
            long events = 0;
            for (List<String> source : imports) {
                ImportSummary summary = summary(system, source);
                summary.assertAddsUp(String.join(" ", source));
                events += summary.all("inFile") - summary.all("refused");
            }
            assertThat(system.publisher(WITHIN, List.of("identity", "apply", "--yes")))
                    .isZero();
            system.awaitQuiet();

            assertThat(processes(system)).as("process ids").isEqualTo(processes);
            assertThat(taken(system)).as("events taken").isGreaterThanOrEqualTo(events);
            assertMemoryIsBounded(system);
            system.assertPagesAreRight(SENTENCES_READ_OF_EVERY);
            assertAgainChangesNothing(system, imports);
        }
    }

    /** Every event of the second time is one of the first time, whatever has been linked between. */
    private static void assertAgainChangesNothing(CrosscheckSystem system, List<List<String>> imports) {
        List<List<Object>> pages = system.storedPages();
        for (List<String> source : imports) {
            ImportSummary summary = summary(system, source);
            summary.assertAddsUp(String.join(" ", source) + ", again");
            assertThat(summary.all("duplicate"))
                    .as(String.join(" ", source) + ", again: " + summary)
                    .isEqualTo(summary.all("inFile") - summary.all("refused"));
        }
        system.awaitQuiet();
        assertThat(system.storedPages())
                .as("pages, with the transactions that wrote them")
                .isEqualTo(pages);
    }

    private static ImportSummary summary(CrosscheckSystem system, List<String> source) {
        List<String> arguments = new ArrayList<>(List.of("import"));
        arguments.addAll(source);
        arguments.addAll(List.of("--output", "json", "--timeout", "10m"));
        Publisher.Answer answer = system.ask(WITHIN, arguments);
        ImportSummary summary = ImportSummary.of(answer);
        assertThat(answer.exitCode()).as(source + ": " + answer.text()).isEqualTo(exitCode(summary));
        return summary;
    }

    /** A name that merely waits is no trouble of an import. */
    private static int exitCode(ImportSummary summary) {
        if (summary.all("refused") > 0) {
            return 1;
        }
        return summary.all("quarantined") > 0 ? 7 : 0;
    }

    private static List<List<String>> imports() {
        List<List<String>> imports = new ArrayList<>();
        imports.add(List.of("models-dev", Upstream.file("models-dev/catalog.json")));
        imports.add(List.of("llm-stats", Upstream.file("llm-stats"), "--observed-at", "2026-08-20T00:00:00Z"));
        imports.add(List.of("openrouter", Upstream.file("openrouter/models.2026-08-22.json")));
        imports.add(List.of("litellm", Upstream.file("litellm/model_prices_and_context_window.2026-07-24.json")));
        imports.add(List.of("portkey", Upstream.file("portkey/pricing.json"), "--observed-at", "2026-08-20T00:00:00Z"));
        imports.add(List.of(
                "model-price-watch",
                Upstream.file("modelpricewatch/models.json"),
                Upstream.file("modelpricewatch/price-history.csv"),
                "--observed-at",
                "2026-08-20T00:00:00Z"));
        imports.add(List.of(
                "lmarena", Upstream.file("lmarena/lmarena_text.2025-08.csv"), "--observed-at", "2025-08-20T00:00:00Z"));
        Stream.of("polyglot_leaderboard", "edit_leaderboard", "refactor_leaderboard", "o1_polyglot_leaderboard")
                .map(name -> List.of(
                        "aider", Upstream.file("aider/" + name + ".yml"), "--observed-at", "2025-11-01T00:00:00Z"))
                .forEach(imports::add);
        imports.add(List.of(
                "open-llm-leaderboard", Upstream.file("open-llm-leaderboard/open_llm_leaderboard_v2.2025-03-21.csv")));
        return imports;
    }

    private static Map<Service, Long> processes(CrosscheckSystem system) {
        Map<Service, Long> processes = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            assertThat(system.processes().process(service).isAlive())
                    .as(service + " is alive")
                    .isTrue();
            processes.put(service, system.processes().process(service).pid());
        }
        return processes;
    }

    private static long taken(CrosscheckSystem system) {
        return Stream.of(Service.CATALOG, Service.PRICING)
                .mapToLong(service -> system.count(service, "select count(*) from inbox"))
                .sum();
    }

    private static void assertMemoryIsBounded(CrosscheckSystem system) throws IOException {
        for (Service service : Service.values()) {
            assertThat(peakMegabytes(system.processes().process(service).pid()))
                    .as(service + ": most memory it ever had, MB")
                    .isLessThan(service.heapMegabytes() + BESIDE_THE_HEAP_MB);
        }
    }

    /** Linux tells it; elsewhere nothing is known. */
    private static long peakMegabytes(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
