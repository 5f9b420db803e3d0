package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.modelsdev.CatalogFile;
import dev.crosscheck.publisher.modelsdev.ModelsDev;
import dev.crosscheck.publisher.modelsdev.ModelsDevCatalogue;
import dev.crosscheck.publisher.replay.Histories;
import dev.crosscheck.publisher.replay.History;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code publish replay models-dev --catalogue FILE FILE…} */
@Command(name = "models-dev", header = "Publish the history of models.dev's offers, change by change.")
final class ReplayModelsDevCommand extends ReplayOf {

    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            required = true,
            description = "models.dev's catalogue, for its canonical models: offers are linked to them by the rules of "
                    + "\"publish import models-dev\".")
    private Path catalogue = Path.of("");

    @Override
    History history() throws IOException {
        requireReadable(catalogue);
        // Only its models are read, and they have no date.
        return Histories.modelsDev(new ModelsDevCatalogue(new CatalogFile(catalogue), ModelsDev.origin(Instant.EPOCH)));
    }
}
