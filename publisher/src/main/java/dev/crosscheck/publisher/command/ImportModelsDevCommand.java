package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.modelsdev.CatalogFile;
import dev.crosscheck.publisher.modelsdev.ModelsDev;
import dev.crosscheck.publisher.modelsdev.ModelsDevCatalogue;
import dev.crosscheck.publisher.modelsdev.ModelsDevSource;
import dev.crosscheck.publisher.source.ImportSource;
import dev.crosscheck.publisher.source.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code publish import models-dev FILE} */
@Command(
        name = "models-dev",
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
        })
final class ImportModelsDevCommand extends ImportFrom {

    @Parameters(paramLabel = "FILE", description = "The catalogue; its \"_source\" has the date.")
    private Path file = Path.of("");

    @Override
    List<Path> files() {
        return List.of(file);
    }

    @Override
    ImportSource open() throws IOException {
        CatalogFile catalogue = new CatalogFile(file);
        Origin origin = ModelsDev.origin(observedAt(catalogue.takenOn(), "the file's \"_source\""));
        return new ModelsDevSource(new ModelsDevCatalogue(catalogue, origin), origin.observedAt());
    }
}
