package dev.crosscheck.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A system that Compose has up, for whoever starts its services in other ways and looks at their processes. */
final class ComposeProject {

    private static final Duration WITHIN = Duration.ofMinutes(3);

    private final List<String> compose;
    private final String docker;

    /**
     * @param compose the command up to the one for Compose: {@code docker compose --file deploy/compose.yaml …}
     * @param docker  the engine's program
     */
    ComposeProject(List<String> compose, String docker) {
        this.compose = List.copyOf(compose);
        this.docker = docker;
    }

    /**
     * Puts a new container in the place of a service's.
     *
     * @param files more files for Compose, which say what is different
     * @return when the engine started its process
     */
    Instant recreate(String service, List<String> files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(compose);
        for (String file : files) {
            command.addAll(List.of("--file", file));
        }
        command.addAll(List.of("up", "-d", "--no-deps", "--force-recreate", service));
        run(command);
        return Instant.parse(run(List.of(docker, "inspect", "--format", "{{.State.StartedAt}}", container(service)))
                .strip());
    }

    /** Resident memory of the service's process in megabytes, as it sees it itself. */
    double residentMegabytes(String service) throws IOException, InterruptedException {
        return ResidentMemory.megabytes(run(List.of(docker, "exec", container(service), "cat", "/proc/1/status")));
    }

    private String container(String service) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(compose);
        command.addAll(List.of("ps", "--quiet", service));
        return run(command).strip();
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile("crosscheck-compose-", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(said.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(WITHIN.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroy();
                throw new IOException(String.join(" ", command) + ": failed, or not done within " + WITHIN
                        + " (expected: exit code 0)");
            }
            return Files.readString(said, StandardCharsets.UTF_8);
        } finally {
            Files.delete(said);
        }
    }
}
