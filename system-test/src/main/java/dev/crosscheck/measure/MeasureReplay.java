package dev.crosscheck.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./dev measure replay FOLDER} */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Replays public histories through the whole system, beside reading and parsing the same files alone.",
            "FOLDER holds models-dev/catalog.json, models-dev/events-*.jsonl and openrouter/events-*.jsonl."
        })
final class MeasureReplay implements Callable<Integer> {

    @Parameters(paramLabel = "FOLDER", description = "the folder of upstreams' files")
    private Path folder = Path.of("");

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "fresh systems, one after the other (${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--out",
            defaultValue = "docs/measurements-replay.md",
            description = "the file to write (${DEFAULT-VALUE})")
    private Path out = Path.of("docs/measurements-replay.md");

    @Override
    public Integer call() throws Exception {
        List<Replay.History> histories = List.of(
                new Replay.History("models-dev", List.of("--catalogue", catalogue()), events("models-dev")),
                new Replay.History("openrouter", List.of(), events("openrouter")));
        String report = ReplayReport.of(Machine.here(), new Replay(catalogue()).measure(histories, rounds));
        Files.createDirectories(out.toAbsolutePath().getParent());
        Files.writeString(out, report);
        System.out.println(report);
        return ExitCode.OK;
    }

    private String catalogue() {
        return folder.resolve("models-dev/catalog.json")
                .toAbsolutePath()
                .normalize()
                .toString();
    }

    private List<Path> events(String source) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(source))) {
            return files.filter(file -> file.getFileName().toString().matches("events-.*\\.jsonl"))
                    .map(file -> file.toAbsolutePath().normalize())
                    .sorted()
                    .toList();
        }
    }
}
