package dev.crosscheck.publisher.command;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.publisher.modelsdev.CatalogFile;
import dev.crosscheck.publisher.modelsdev.ModelsDevCatalogue;
import dev.crosscheck.publisher.modelsdev.Origin;
import dev.crosscheck.publisher.send.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish import models-dev FILE} */
@Command(
        name = "models-dev",
        mixinStandardHelpOptions = true,
        header = "Publish models.dev's catalogue: models, scores, providers and prices.",
        description = {
            "",
            "FILE is one JSON document with \"models\" and \"providers\" (each with its \"offers\"). It is read as a "
                    + "stream. Benchmarks and models go first, then scores and providers, then prices; each step waits "
                    + "until the services have taken the one before.",
            "",
            "An offer is linked to a model by upstream's own rules and no others: its base_model, or an id equal to "
                    + "a canonical id, or provider/id equal to one. Any other offer is published under provider/id and "
                    + "waits for a person (\"publish waiting\").",
            "",
            "Event ids are made from what the events say, so importing a file again publishes only duplicates, and "
                    + "changes nothing.",
            "",
            "What is mapped to what, and what is dropped: docs/importing-models-dev.md.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all were taken, none refused",
            "1:some entries were refused",
            "2:wrong usage, or the file is no catalogue of models.dev",
            "3:Kafka or a service could not be reached",
            "4:the services did not take everything within --timeout"
        })
public final class ModelsDevCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The catalogue.")
    private Path file = Path.of("");

    @Option(
            names = "--observed-at",
            paramLabel = "TIME",
            description = "When the catalogue was taken, such as 2026-07-02T00:00:00Z. "
                    + "Default: the date in the file's \"_source\".")
    private @Nullable Instant observedAt;

    @Option(names = "--dry-run", description = "Map and check everything, send nothing.")
    private boolean dryRun;

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
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new Interruption(
                    Interruption.Kind.USAGE, "FILE: " + file + " (expected: a readable file, models.dev's catalogue)");
        }
        try {
            CatalogFile catalogue = new CatalogFile(file);
            Origin origin = new Origin(observedAt == null ? takenAt(catalogue) : observedAt);
            ModelsDevImport run = new ModelsDevImport(
                    new ModelsDevCatalogue(catalogue, origin), addresses, patience, origin.observedAt());
            return run.run(dryRun, spec.commandLine().getOut(), output);
        } catch (InvalidEventException e) {
            throw new Interruption(Interruption.Kind.USAGE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Interruption(
                    Interruption.Kind.USAGE, "FILE: " + file + ": " + e.getMessage() + " (expected: a readable file)");
        }
    }

    private Instant takenAt(CatalogFile catalogue) throws IOException {
        return catalogue
                .takenOn()
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .orElseThrow(() -> new Interruption(
                        Interruption.Kind.USAGE,
                        "--observed-at: absent, and the file's \"_source\" has no date (expected: one of them)"));
    }
}
