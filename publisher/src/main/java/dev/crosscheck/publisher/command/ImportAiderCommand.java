package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.leaderboard.Aider;
import dev.crosscheck.publisher.source.FileDate;
import dev.crosscheck.publisher.source.ImportSource;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code publish import aider FILE} */
@Command(
        name = Aider.ID,
        header = "Publish the runs of one of Aider's leaderboards.",
        description = {
            "",
            "FILE is one of Aider's .yml files under its own name, which says the suite. Each run keeps its own date.",
            "",
            "Models are named as the leaderboard spells them; a score whose spelling nobody has linked waits "
                    + "(\"publish identity\"). Importing a file again changes nothing.",
            "",
            "What is mapped to what, and what is dropped: docs/importing-scores.md.",
            ""
        })
final class ImportAiderCommand extends ImportFrom {

    @Parameters(paramLabel = "FILE", description = "The leaderboard's file.")
    private Path file = Path.of("");

    @Override
    List<Path> files() {
        return List.of(file);
    }

    @Override
    ImportSource open() {
        return new Aider(file, observedAt(FileDate.inName(file), "the file's name"));
    }
}
