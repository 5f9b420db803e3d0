package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.replay.Histories;
import dev.crosscheck.publisher.replay.History;
import picocli.CommandLine.Command;

/** {@code publish replay litellm FILE…} */
@Command(name = "litellm", header = "Publish the history of LiteLLM's price map, change by change.")
final class ReplayLiteLlmCommand extends ReplayOf {

    @Override
    History history() {
        return Histories.liteLlm();
    }
}
