package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.replay.Histories;
import dev.crosscheck.publisher.replay.History;
import picocli.CommandLine.Command;

/** {@code publish replay openrouter FILE…} */
@Command(name = "openrouter", header = "Publish the history of OpenRouter's list, change by change.")
final class ReplayOpenRouterCommand extends ReplayOf {

    @Override
    History history() {
        return Histories.openRouter();
    }
}
