package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.replay.Histories;
import dev.crosscheck.publisher.replay.History;
import picocli.CommandLine.Command;

/** {@code publish replay portkey FILE…} */
@Command(name = "portkey", header = "Publish the history of Portkey's prices, change by change.")
final class ReplayPortkeyCommand extends ReplayOf {

    @Override
    History history() {
        return Histories.portkey();
    }
}
