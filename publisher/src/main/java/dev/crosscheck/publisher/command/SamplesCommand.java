package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.send.Interruption;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code publish samples} */
@Command(
        name = "samples",
        mixinStandardHelpOptions = true,
        header = "Publish the sample facts that come with the tool.",
        description = {
            "",
            "Facts of nine models from five published comparison pages and the makers' own pages, each with its "
                    + "source and date. Publishing them again changes nothing.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all were taken, none refused; some samples are there to wait, or to be held",
            "1:some were refused",
            "2:wrong usage",
            "3:Kafka or a service could not be reached",
            "4:the services did not take everything within --timeout"
        })
public final class SamplesCommand implements Callable<Integer> {

    private static final String ONE_OF_THEM = "/samples/00-definitions.jsonl";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "text, or json: one document. Default: ${DEFAULT-VALUE}.")
    private OutputFormat output = OutputFormat.text;

    @Mixin
    private Addresses addresses = new Addresses();

    @Mixin
    private Patience patience = new Patience();

    @Override
    public Integer call() {
        int code = new FilesPublisher(
                        addresses,
                        patience,
                        new Care(),
                        new MassCare(),
                        spec.commandLine().getOut(),
                        output)
                .publish(inputs(), "", "samples");
        // Some samples are there to wait, or to be held.
        return code == ExitCode.NOT_SHOWN ? ExitCode.FINE : code;
    }

    /** The sample files in the order of their names. */
    static List<Input> inputs() {
        URL known = SamplesCommand.class.getResource(ONE_OF_THEM);
        if (known == null) {
            throw new IllegalStateException(ONE_OF_THEM + ": absent (expected: on the class path)");
        }
        try {
            return names(known.toURI()).stream()
                    .map(name -> new Input("samples/" + name, () -> {
                        var in = SamplesCommand.class.getResourceAsStream("/samples/" + name);
                        if (in == null) {
                            throw new IOException("absent");
                        }
                        return in;
                    }))
                    .toList();
        } catch (URISyntaxException | IOException e) {
            throw new Interruption(
                    Interruption.Kind.USAGE, "samples: " + e.getMessage() + " (expected: files in the tool's jar)");
        }
    }

    private static List<String> names(URI known) throws IOException {
        if (!known.getScheme().equals("jar")) {
            return names(Path.of(known));
        }
        try (FileSystem jar = FileSystems.newFileSystem(known, Map.of())) {
            return names(jar.getPath(ONE_OF_THEM));
        }
    }

    private static List<String> names(Path known) throws IOException {
        Path folder = known.getParent();
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }
}
