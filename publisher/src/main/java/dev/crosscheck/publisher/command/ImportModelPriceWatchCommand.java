package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.modelpricewatch.ModelPriceWatch;
import dev.crosscheck.publisher.source.FileDate;
import dev.crosscheck.publisher.source.ImportSource;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code publish import model-price-watch MODELS HISTORY} */
@Command(
        name = ModelPriceWatch.ID,
        header = "Publish Model Price Watch's dated prices and its models as they stand.",
        description = {
            "",
            "Each point of the history keeps its day. A correction of upstream's own figure is published as a "
                    + "correction; every other point as what was true that day.",
            "",
            "Models are named by upstream's ids; an offer whose id nobody has linked waits (\"publish identity\"). "
                    + "Importing the files again changes nothing.",
            "",
            "What is mapped to what, and what is dropped: docs/importing-model-price-watch.md.",
            ""
        })
final class ImportModelPriceWatchCommand extends ImportFrom {

    @Parameters(index = "0", paramLabel = "MODELS", description = "models.json.")
    private Path models = Path.of("");

    @Parameters(index = "1", paramLabel = "HISTORY", description = "price-history.csv.")
    private Path history = Path.of("");

    @Override
    List<Path> files() {
        return List.of(models, history);
    }

    @Override
    ImportSource open() {
        return new ModelPriceWatch(models, history, observedAt(FileDate.inName(models), "the name of models.json"));
    }
}
