package dev.crosscheck.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the data team's tool against a system on this machine, in a process of its own. */
public final class Publisher {

    private static final Duration SAMPLES_WITHIN = Duration.ofMinutes(3);

    private final Installation installation;
    private final LocalFolder folder;
    private final Ports ports;
    private final Map<String, String> more;

    public Publisher(Installation installation, LocalFolder folder, Ports ports) {
        this(installation, folder, ports, Map.of());
    }

    private Publisher(Installation installation, LocalFolder folder, Ports ports, Map<String, String> more) {
        this.installation = installation;
        this.folder = folder;
        this.ports = ports;
        this.more = more;
    }

    /** The same in another environment. */
    public Publisher with(Map<String, String> variables) {
        return new Publisher(installation, folder, ports, variables);
    }

    /**
     * Publishes the sample facts, through Kafka, as the data team would. Doing so again changes nothing.
     *
     * @throws IllegalStateException if not all of them were taken
     */
    public void publishSamples() {
        int code = run(SAMPLES_WITHIN, List.of("samples"));
        if (code != 0) {
            throw new IllegalStateException(
                    "samples: exit code " + code + " (expected: 0; see " + folder.log("publisher") + ")");
        }
    }

    /**
     * Runs a command of the tool.
     *
     * @param within how long it may take
     * @return its exit code
     * @throws IllegalStateException if it takes longer
     */
    public int run(Duration within, List<String> arguments) {
        return run(within, arguments, folder.log("publisher"));
    }

    /**
     * Runs a command of the tool whose words are wanted.
     *
     * @param within how long it may take
     * @throws IllegalStateException if it takes longer
     */
    public Answer ask(Duration within, List<String> arguments) {
        try {
            Path said = Files.createTempFile(
                    folder.log("publisher").toAbsolutePath().getParent(), "publisher-", ".log");
            try {
                return new Answer(run(within, arguments, said), Files.readString(said));
            } finally {
                Files.delete(said);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /**
     * What a command said.
     *
     * @param text all it printed, errors too
     */
    public record Answer(int exitCode, String text) {}

    private int run(Duration within, List<String> arguments, Path log) {
        List<String> command = new ArrayList<>(List.of(
                Child.java(),
                // It runs for seconds: code made fast by the second compiler comes too late to pay for it.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                installation.jar("publisher").toString()));
        command.addAll(arguments);
        Map<String, String> environment = new HashMap<>(Addresses.of(ports));
        environment.put("CROSSCHECK_TOKEN_FILE", folder.publisherToken().toString());
        environment.putAll(more);
        try (Child publisher = Child.start("publisher", command, environment, log)) {
            return publisher.awaitExitCode(within.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
