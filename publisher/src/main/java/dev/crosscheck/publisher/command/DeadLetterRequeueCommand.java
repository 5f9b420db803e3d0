package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.send.DeadLetter;
import dev.crosscheck.publisher.send.EventSender;
import dev.crosscheck.publisher.send.ServiceClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish dead-letters requeue SERVICE ID} */
@Command(
        name = "requeue",
        mixinStandardHelpOptions = true,
        header = "Send a refused event again, as it came or mended.",
        description = {
            "",
            "Key, headers and value are those of the letter, byte for byte, but for what is given here. A header "
                    + "named requeued says who sent it again, when and why; if it is refused again, the new letter has "
                    + "all of them.",
            "",
            "Example: publish dead-letters requeue pricing 12 --value mended.json --why \"unit was per token\"",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:sent, and taken",
            "1:sent, and refused again",
            "2:wrong usage, or no such letter",
            "3:Kafka or a service could not be reached",
            "4:sent, and not taken within --timeout"
        })
final class DeadLetterRequeueCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "SERVICE", description = "catalog or pricing.")
    private String service = "";

    @Parameters(index = "1", paramLabel = "ID", description = "As listed.")
    private long id;

    @Option(names = "--value", paramLabel = "FILE", description = "The mended value. Default: as it came.")
    private @Nullable Path value;

    @Option(names = "--key", paramLabel = "KEY", description = "The mended key. Default: as it came.")
    private @Nullable String key;

    @Option(names = "--why", paramLabel = "TEXT", required = true, description = "Why it is right now.")
    private String why = "";

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who sends it. Default: ${DEFAULT-VALUE}.")
    private String by = "";

    @Mixin
    private Addresses addresses = new Addresses();

    @Mixin
    private Patience patience = new Patience();

    @Override
    public Integer call() {
        ServiceClient client = addresses.client(service);
        DeadLetter letter = DeadLetter.read(client, id);
        String history = by + " at " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + (value == null ? "" : ", mended")
                + ": " + why;
        long newest = newestLetter(client, id);
        byte[] mended = mended();
        String event = letter.event(mended);
        boolean takenBefore = !taken(client, event).isEmpty();
        try (EventSender sender = addresses.sender()) {
            sender.send(letter.again(mended, key, history));
            sender.flush();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Sent again: " + (event == null ? "a record without an id" : "event " + event));
        out.flush();
        if (takenBefore) {
            // Whether this one is refused nobody would tell by the event's outcome, which is that of the one before.
            out.println(service + ": " + taken(client, event)
                    + " before; what is sent again changes nothing. If it is refused, it is a letter once more");
            out.flush();
            return ExitCode.FINE;
        }
        return patience.noWait ? ExitCode.FINE : follow(client, event, newest, out);
    }

    private byte @Nullable [] mended() {
        if (value == null) {
            return null;
        }
        try {
            return Files.readAllBytes(value);
        } catch (IOException e) {
            throw Usage.of("--value", value + ": " + e.getMessage(), "a file that can be read");
        }
    }

    /** Waits until the event has an end, or a new letter tells that it was refused again. */
    private int follow(ServiceClient client, @Nullable String event, long newest, PrintWriter out) {
        Instant deadline = Instant.now().plus(patience.timeout);
        do {
            String outcome = taken(client, event);
            if (!outcome.isEmpty()) {
                out.println(service + ": " + outcome);
                out.flush();
                return ExitCode.FINE;
            }
            for (var letter : client.deadLetters(newest, 200).items()) {
                if (event == null || letter.path("event").asString("").equals(event)) {
                    out.println(service + ": refused again, as letter "
                            + letter.path("id").asString("") + ": "
                            + letter.path("reason").asString(""));
                    out.flush();
                    return ExitCode.SOME_REFUSED;
                }
            }
        } while (Pauses.briefly() && Instant.now().isBefore(deadline));
        out.println(service + ": not taken yet");
        out.flush();
        return ExitCode.TIMED_OUT;
    }

    /** What became of the event; empty if it has no id, has not been taken yet, or was refused. */
    private static String taken(ServiceClient client, @Nullable String event) {
        return event == null
                ? ""
                : client.get("/v1/updates/" + event)
                        .map(update -> update.path("outcome").asString(""))
                        .filter(outcome -> !outcome.equals("refused"))
                        .orElse("");
    }

    private static long newestLetter(ServiceClient client, long from) {
        long newest = from;
        for (var page = client.deadLetters(newest, 500);
                !page.items().isEmpty();
                page = client.deadLetters(newest, 500)) {
            newest = page.items().getLast().path("id").asLong(newest);
        }
        return newest;
    }
}
