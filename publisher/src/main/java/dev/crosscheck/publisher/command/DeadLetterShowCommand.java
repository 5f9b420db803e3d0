package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.send.DeadLetter;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish dead-letters show SERVICE ID} */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        header = "Show a refused event: why, with which headers, and as it came.",
        description = {
            "",
            "With --value only the value is printed, byte for byte, to be mended in a file: "
                    + "publish dead-letters show pricing 12 --value > mended.json",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown", "2:wrong usage, or no such letter", "3:a service could not be reached"})
final class DeadLetterShowCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "SERVICE", description = "catalog or pricing.")
    private String service = "";

    @Parameters(index = "1", paramLabel = "ID", description = "As listed.")
    private long id;

    @Option(names = "--value", description = "Print only the value.")
    private boolean onlyValue;

    @Mixin
    private Addresses addresses = new Addresses();

    @Override
    public Integer call() {
        DeadLetter letter = DeadLetter.read(addresses.client(service), id);
        PrintWriter out = spec.commandLine().getOut();
        if (onlyValue) {
            out.print(letter.text());
        } else {
            out.println("Refused by " + service + " at " + letter.recordedAt() + ": " + letter.reason());
            out.println("Read from " + letter.topic() + ", partition " + letter.partition() + ", offset "
                    + letter.offset());
            out.println("Key: " + letter.keyText());
            letter.headers().forEach(header -> out.println(header.name() + ": " + header.text()));
            letter.requeues().forEach(was -> out.println("Sent again before: " + was));
            out.println();
            out.println(letter.text());
        }
        out.flush();
        return ExitCode.FINE;
    }
}
