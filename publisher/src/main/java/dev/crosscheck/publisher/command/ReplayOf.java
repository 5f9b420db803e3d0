package dev.crosscheck.publisher.command;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.publisher.replay.History;
import dev.crosscheck.publisher.send.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish replay SOURCE FILE…}: what the commands of all histories have in common. */
@Command(
        mixinStandardHelpOptions = true,
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
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all were taken, none refused",
            "1:some lines were refused",
            "2:wrong usage, or a file cannot be read",
            "3:Kafka or a service could not be reached",
            "4:the services did not take everything within --timeout",
            "7:all were taken; a mass change among them is held until a person releases it"
        })
abstract class ReplayOf implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "JSON Lines files of changes, the oldest first.")
    private List<Path> files = List.of();

    @Option(
            names = "--speed-up",
            paramLabel = "N",
            description = "Publish N times as fast as it happened: 86400 for a day in a second. "
                    + "Default: as fast as it goes.")
    private double speedUp = Double.POSITIVE_INFINITY;

    @Mixin
    private Destination destination = new Destination();

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "text, or json: one document. Default: ${DEFAULT-VALUE}.")
    private OutputFormat output = OutputFormat.text;

    @Mixin
    private Addresses addresses = new Addresses();

    @Mixin
    private Patience patience = new Patience();

    @Mixin
    private MassCare massCare = new MassCare();

    /** The history, with whatever it needs to be read. */
    abstract History history() throws IOException;

    @Override
    public Integer call() {
        if (!(speedUp > 0)) {
            throw new Interruption(Interruption.Kind.USAGE, "--speed-up: " + speedUp + " (expected: more than 0)");
        }
        files.forEach(ReplayOf::requireReadable);
        try {
            return new ReplayRun(history(), files, addresses, patience, massCare)
                    .run(speedUp, destination, spec.commandLine().getOut(), output);
        } catch (InvalidEventException e) {
            throw new Interruption(Interruption.Kind.USAGE, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new Interruption(
                    Interruption.Kind.USAGE, "FILE: " + e.getMessage() + " (expected: a readable file in UTF-8)");
        }
    }

    static void requireReadable(Path file) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new Interruption(Interruption.Kind.USAGE, "FILE: " + file + " (expected: a readable file)");
        }
    }
}
