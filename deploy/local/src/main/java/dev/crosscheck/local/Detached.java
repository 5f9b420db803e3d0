package dev.crosscheck.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.ExitCode;

/** Runs {@code up} in a process that stays when this one and its terminal are gone, and shows what it says meanwhile. */
final class Detached {

    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final LocalFolder folder;
    private final Console console;
    private long shown;

    Detached(LocalFolder folder, Console console) {
        this.folder = folder;
        this.console = console;
    }

    /** @return the exit code: 0 once everything is ready */
    int start(List<String> arguments) throws IOException {
        Files.deleteIfExists(folder.ready());
        Path log = folder.log("up");
        Files.deleteIfExists(log);
        List<String> command = new ArrayList<>(List.of("nohup", Child.java()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LocalSystem.class.getName()));
        arguments.stream().filter(argument -> !argument.equals("--detach")).forEach(command::add);
        Child process = Child.start("up", command, Map.of(), log);
        Instant latest = Instant.now().plus(READY_WITHIN);
        while (process.isAlive()
                && !Files.exists(folder.ready())
                && Instant.now().isBefore(latest)) {
            showNew(log);
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        showNew(log);
        if (!process.isAlive()) {
            return ExitCode.SOFTWARE;
        }
        if (!Files.exists(folder.ready())) {
            process.close();
            throw new IllegalStateException(
                    "up: not ready (expected: within " + READY_WITHIN.toMinutes() + " min; see " + log + ")");
        }
        return ExitCode.OK;
    }

    private void showNew(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(shown);
            byte[] bytes = new byte[(int) (file.length() - shown)];
            file.readFully(bytes);
            int whole = lastLineEnd(bytes);
            if (whole > 0) {
                console.say(new String(bytes, 0, whole - 1, StandardCharsets.UTF_8));
                shown += whole;
            }
        }
    }

    private static int lastLineEnd(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }
}
