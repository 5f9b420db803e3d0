package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.llmstats.LlmStats;
import dev.crosscheck.publisher.source.FileDate;
import dev.crosscheck.publisher.source.ImportSource;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code publish import llm-stats FOLDER} */
@Command(
        name = LlmStats.ID,
        header = "Publish LLM Stats: benchmarks, models, scores, providers and prices.",
        description = {
            "",
            "FOLDER holds models.json, organizations.json, licenses.json, benchmarks.json, scores.jsonl, providers.json "
                    + "and provider_models.jsonl.",
            "",
            "Its models come under upstream's own ids, which may differ from those you have: look at \"--dry-run\" "
                    + "first. Importing the folder again changes nothing.",
            "",
            "What is mapped to what, and what is dropped: docs/importing-llm-stats.md.",
            ""
        })
final class ImportLlmStatsCommand extends ImportFrom {

    @Parameters(paramLabel = "FOLDER", description = "The folder; a date in its name is when it was taken.")
    private Path folder = Path.of("");

    @Override
    List<Path> files() {
        return LlmStats.files(folder);
    }

    @Override
    ImportSource open() {
        return new LlmStats(folder, observedAt(FileDate.inName(folder), "the folder's name"));
    }
}
