package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.portkey.PortkeySource;
import dev.crosscheck.publisher.source.ImportSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code publish import portkey FILE} */
@Command(
        name = "portkey",
        header = "Publish Portkey's model prices.",
        description = {
            "",
            "FILE is one JSON object: provider, model, prices in US cents per token.",
            "",
            "Each offer is published under upstream's spelling of its model. A spelling that is a model's id, or an "
                    + "alias of it for this source, is taken; any other waits for a person (\"publish waiting\").",
            "",
            "Event ids are made from what the events say, so importing a file again publishes only duplicates.",
            "",
            "What is mapped to what, and what is dropped: docs/importing-portkey.md.",
            ""
        })
final class ImportPortkeyCommand extends ImportFrom {

    @Parameters(paramLabel = "FILE", description = "The prices.")
    private Path file = Path.of("");

    @Override
    List<Path> files() {
        return List.of(file);
    }

    @Override
    ImportSource open() throws IOException {
        return new PortkeySource(file, takenAt(Optional.empty(), file));
    }
}
