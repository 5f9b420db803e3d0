package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.litellm.LiteLlmSource;
import dev.crosscheck.publisher.source.ImportSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code publish import litellm FILE} */
@Command(
        name = "litellm",
        header = "Publish LiteLLM's price map.",
        description = {
            "",
            "FILE is LiteLLM's model_prices_and_context_window.json.",
            "",
            "Each offer is published under upstream's spelling of its model. A spelling that is a model's id, or an "
                    + "alias of it for this source, is taken; any other waits for a person (\"publish waiting\").",
            "",
            "Event ids are made from what the events say, so importing a file again publishes only duplicates.",
            "",
            "What is mapped to what, and what is dropped: docs/importing-litellm.md.",
            ""
        })
final class ImportLiteLlmCommand extends ImportFrom {

    @Parameters(paramLabel = "FILE", description = "The price map; its \"last_updated\" has the time.")
    private Path file = Path.of("");

    @Override
    List<Path> files() {
        return List.of(file);
    }

    @Override
    ImportSource open() throws IOException {
        return new LiteLlmSource(file, takenAt(LiteLlmSource.lastUpdated(file), file));
    }
}
