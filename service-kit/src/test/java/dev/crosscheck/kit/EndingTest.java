package dev.crosscheck.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.kit.http.Farewell;
import dev.crosscheck.local.ServiceDatabase;
import dev.crosscheck.local.test.TestInfrastructure;
import io.micronaut.context.annotation.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EndingTest {

    @Test
    void serviceEndsInTimeThoughSomethingInItDoesNotStop() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger tried = new AtomicInteger();
        try (Kit kit = Kit.start(true)) {
            Ending ending = new Ending(Duration.ofMillis(300));
            ending.of(new Ending.Started(kit.context.getBean(Farewell.class), null, () -> {
                tried.incrementAndGet();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));

            Thread stop = Thread.ofPlatform().daemon(true).start(ending);

            assertThat(stop.join(Duration.ofSeconds(60))).isTrue();
            ending.await();
            assertThat(tried).hasValue(1);
        } finally {
            never.countDown();
        }
    }

    @Test
    void serviceThatHasNotStartedHasNothingToFinish() throws InterruptedException {
        Ending ending = new Ending();

        ending.run();

        ending.await();
    }

    /** Threads of its server, which is up, would keep the process. */
    @Test
    void serviceThatAFaultKeepsFromStartingEnds() throws IOException, InterruptedException {
        Process service = start(Map.of("kit.test.fault", true));
        try {
            assertThat(service.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(service.exitValue()).isEqualTo(1);
        } finally {
            service.destroyForcibly();
        }
    }

    /** It waits for its schema, which nobody is going to make. */
    @Test
    void serviceThatIsToldToStopWhileItStartsDoesSo() throws IOException, InterruptedException {
        Path said = Files.createTempFile("said", ".log");
        Process service = start(Map.of("crosscheck.database.migrate", false), said);
        try {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> Files.readString(said).contains("Waiting for somebody to migrate"));

            service.destroy();

            assertThat(service.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            service.destroyForcibly();
            Files.delete(said);
        }
    }

    /** Whoever runs it gives it the time that the document says. */
    @Test
    void secondsOfEndingAreThoseOfTheDocument() throws IOException {
        List<Long> seconds = List.of(
                defaultSeconds("farewell.within"),
                Ending.ANSWERED_WITHIN.toSeconds(),
                Ending.CLOSED_WITHIN.toSeconds(),
                defaultSeconds("farewell.within")
                        + Ending.ANSWERED_WITHIN.toSeconds()
                        + Ending.CLOSED_WITHIN.toSeconds());

        assertThat(documented()).isEqualTo(seconds);
    }

    private static List<Long> documented() throws IOException {
        String text = Files.readString(Path.of("../docs/operations.md"));
        Matcher rows = Pattern.compile("(?m)^\\| (\\d+) s \\|").matcher(text.substring(text.indexOf("## Stopping")));
        List<Long> seconds = new ArrayList<>();
        rows.results().map(row -> Long.valueOf(row.group(1))).forEach(seconds::add);
        return seconds;
    }

    private static long defaultSeconds(String setting) {
        return Arrays.stream(Farewell.class.getDeclaredConstructors()[0].getParameters())
                .map(parameter -> parameter.getAnnotation(Value.class))
                .filter(value -> value != null && value.value().contains(setting + ":"))
                .map(value -> value.value().replaceAll(".*:(\\d+)s}", "$1"))
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static Process start(Map<String, Object> settings) throws IOException {
        return start(settings, null);
    }

    private static Process start(Map<String, Object> settings, Path said) throws IOException {
        ServiceDatabase database = TestInfrastructure.shared().newServiceDatabase("kit");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                FaultyService.class.getName(),
                "--micronaut.server.port=-1",
                "--endpoints.all.port=-1",
                "--crosscheck.kafka.bootstrap-servers=127.0.0.1:1"));
        database.properties().forEach((name, value) -> command.add("--" + name + "=" + value));
        settings.forEach((name, value) -> command.add("--" + name + "=" + value));
        ProcessBuilder service = new ProcessBuilder(command).redirectErrorStream(true);
        return service.redirectOutput(
                        said == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.to(said.toFile()))
                .start();
    }
}
