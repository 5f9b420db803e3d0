package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.leaderboard.LmArena;
import dev.crosscheck.publisher.source.FileDate;
import dev.crosscheck.publisher.source.ImportSource;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code publish import lmarena FILE} */
@Command(
        name = LmArena.ID,
        header = "Publish LMArena's ratings with their intervals.",
        description = {
            "",
            "FILE is a table of one day (.csv; give --observed-at, or a date in its name), or events (.jsonl), which keep their own times.",
            "",
            "Models are named as the leaderboard spells them; a score whose spelling nobody has linked waits "
                    + "(\"publish identity\"). Importing a file again changes nothing.",
            "",
            "What is mapped to what, and what is dropped: docs/importing-scores.md.",
            ""
        })
final class ImportLmArenaCommand extends ImportFrom {

    @Parameters(paramLabel = "FILE", description = "The leaderboard's file.")
    private Path file = Path.of("");

    @Override
    List<Path> files() {
        return List.of(file);
    }

    @Override
    ImportSource open() {
        return new LmArena(file, observedAt(FileDate.inName(file), "the file's name"));
    }
}
