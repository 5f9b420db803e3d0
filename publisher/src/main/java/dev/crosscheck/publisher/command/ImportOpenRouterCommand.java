package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.openrouter.OpenRouterSource;
import dev.crosscheck.publisher.source.ImportSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code publish import openrouter FILE} */
@Command(
        name = "openrouter",
        header = "Publish what OpenRouter asks for each model.",
        description = {
            "",
            "FILE is an answer of OpenRouter's GET /api/v1/models, or the list in it.",
            "",
            "Each offer is published under upstream's spelling of its model. A spelling that is a model's id, or an "
                    + "alias of it for this source, is taken; any other waits for a person (\"publish waiting\").",
            "",
            "Event ids are made from what the events say, so importing a file again publishes only duplicates.",
            "",
            "What is mapped to what, and what is dropped: docs/importing-openrouter.md.",
            ""
        })
final class ImportOpenRouterCommand extends ImportFrom {

    @Parameters(paramLabel = "FILE", description = "The list, such as models.2026-08-22.json.")
    private Path file = Path.of("");

    @Override
    List<Path> files() {
        return List.of(file);
    }

    @Override
    ImportSource open() throws IOException {
        return new OpenRouterSource(file, takenAt(Optional.empty(), file));
    }
}
