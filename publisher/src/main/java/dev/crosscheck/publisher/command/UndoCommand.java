package dev.crosscheck.publisher.command;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.pricing.UpdatesWithdrawn;
import dev.crosscheck.publisher.send.ServiceClient;
import dev.crosscheck.publisher.summary.Outcomes;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish undo BATCH --why …} */
@Command(
        name = "undo",
        mixinStandardHelpOptions = true,
        header = "Take back the prices of a batch, as if they had never been said.",
        description = {
            "",
            "Pages show what they would show without the batch; history keeps it, with who took it back and why. It "
                    + "holds for prices of the batch that arrive later, too. Undoing twice is harmless. Facts and scores "
                    + "of a batch are not prices: correct them, or take them back with JSON Lines.",
            "",
            "Every run of \"events\" and \"import\" prints the name of its batch.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:taken",
            "1:refused",
            "2:wrong usage, or no such batch",
            "3:Kafka or the pricing service could not be reached",
            "4:not taken within --timeout"
        })
public final class UndoCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "BATCH", description = "The batch's name.")
    private String batch = "";

    @Mixin
    private Decision decision = new Decision();

    @Mixin
    private Addresses addresses = new Addresses();

    @Mixin
    private Patience patience = new Patience();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ServiceClient pricing = addresses.pricingClient();
        Outcomes taken = pricing.batch(batch);
        if (taken.total() == 0) {
            throw Usage.of("BATCH", batch, "a batch of which pricing-service has taken something");
        }
        long facts = addresses.catalogClient().batch(batch).total();
        if (facts > 0) {
            out.println(facts + " events of the batch are facts and scores of models; they stay as they are");
        }
        out.println("Taking back " + taken.total() + " events of batch " + batch);
        out.flush();
        try {
            return Decision.send(
                    new UpdatesWithdrawn(
                            batch, List.of(), decision.by, decision.why, decision.source(), decision.now()),
                    addresses,
                    patience,
                    out,
                    addresses.comparison().resolve("/changes"));
        } catch (InvalidEventException e) {
            throw Usage.of(e.field(), e.met(), e.expected());
        }
    }
}
