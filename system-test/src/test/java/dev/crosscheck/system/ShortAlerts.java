package dev.crosscheck.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The alerts of deploy/observability, and a copy of them that waits for seconds where they wait for minutes and hours. */
final class ShortAlerts {

    private static final Path FILE = Path.of("deploy/observability/alerts.yaml");

    static Set<String> names(Path project) {
        return Pattern.compile("- alert: (\\w+)")
                .matcher(read(project))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Every window and every wait in it is of seconds, and so is every age beyond which one is called; nothing else is
     * changed.
     */
    static String of(Path project) {
        return read(project)
                .replaceAll("(?m)^(\\s+interval): \\S+$", "$1: 2s")
                .replaceAll("(?m)^(\\s+for): \\S+$", "$1: 4s")
                .replaceAll("\\[\\d+[mh]]", "[30s]")
                .replaceAll("offset \\d+[mh]", "offset 15s")
                .replaceAll("process_uptime_seconds < \\d+", "process_uptime_seconds < 30")
                .replaceAll("(_seconds\\)) > \\d+", "$1 > 12");
    }

    private static String read(Path project) {
        try {
            return Files.readString(project.resolve(FILE));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private ShortAlerts() {}
}
