package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.replay.History;
import dev.crosscheck.publisher.send.Interruption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code publish replay SOURCE FILE…}: what the commands of all histories have in common. */
@Command(
        description = {
            "",
            "Each line of a FILE is one change: {\"seq\", \"source\", \"type\", \"ts\", \"provider\", \"model\"}, with "
                    + "the whole \"record\" of an offer_added, the \"changes\" (field: [old, new]) of an "
                    + "offer_changed, and neither for an offer_removed. FILEs are read in the order given; seq rises.",
            "",
            "Changes are folded onto the offer, and the whole offer is published as of the line's time; an offer that "
                    + "is removed is published as retired. A change that touches nothing our events can say is "
                    + "counted as \"no news\". A line that is broken is refused with its seq, and the next is read.",
            "",
            "A commit that touches far more offers than the source's commits before it is named, and its changes and "
                    + "withdrawals are held until a person releases them, unless --expected-mass-change says why not.",
            "",
            "Event ids are made of the source and the seq, so a second replay publishes only duplicates.",
            ""
        },
        exitCodeList = {
            "0:all were taken, none refused or held; what waits for its name to be linked harms nothing",
            "1:some lines were refused",
            "2:wrong usage, or a file cannot be read",
            "3:Kafka or a service could not be reached",
            "4:the services did not take everything within --timeout",
            "7:all were taken; a price, or a mass change, is held until a person releases it"
        })
abstract class ReplayOf extends SourceCommand {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "JSON Lines files of changes, the oldest first.")
    private List<Path> files = List.of();

    @Option(
            names = "--speed-up",
            paramLabel = "N",
            description = "Publish N times as fast as it happened: 86400 for a day in a second. "
                    + "Default: as fast as it goes.")
    private double speedUp = Double.POSITIVE_INFINITY;

    /** The history, with whatever it needs to be read. */
    abstract History history() throws IOException;

    @Override
    final List<Path> files() {
        return files;
    }

    @Override
    final int run(Wanted wanted) throws IOException {
        if (!(speedUp > 0)) {
            throw new Interruption(Interruption.Kind.USAGE, "--speed-up: " + speedUp + " (expected: more than 0)");
        }
        return new ReplayRun(history(), files, wanted.addresses(), wanted.patience(), wanted.massCare())
                .run(speedUp, wanted.destination(), wanted.out(), wanted.output());
    }
}
