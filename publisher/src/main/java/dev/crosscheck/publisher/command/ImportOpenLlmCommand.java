package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.leaderboard.OpenLlm;
import dev.crosscheck.publisher.source.FileDate;
import dev.crosscheck.publisher.source.ImportSource;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code publish import open-llm-leaderboard FILE} */
@Command(
        name = OpenLlm.ID,
        header = "Publish the Open LLM Leaderboard's results, raw and normalised.",
        description = {
            "",
            "FILE is the leaderboard, version 2, as .csv with a date in its name, or else --observed-at.",
            "",
            "Models are named as the leaderboard spells them; a score whose spelling nobody has linked waits "
                    + "(\"publish identity\"). Importing a file again changes nothing.",
            "",
            "What is mapped to what, and what is dropped: docs/importing-scores.md.",
            ""
        })
final class ImportOpenLlmCommand extends ImportFrom {

    @Parameters(paramLabel = "FILE", description = "The leaderboard's file.")
    private Path file = Path.of("");

    @Override
    List<Path> files() {
        return List.of(file);
    }

    @Override
    ImportSource open() {
        return new OpenLlm(file, observedAt(FileDate.inName(file), "the file's name"));
    }
}
