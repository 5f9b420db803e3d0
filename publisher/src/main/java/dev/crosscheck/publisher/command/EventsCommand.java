package dev.crosscheck.publisher.command;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code publish events FILE…} */
@Command(
        name = "events",
        aliases = "publish",
        mixinStandardHelpOptions = true,
        header = "Check files of events, publish them, and say what became of them.",
        description = {
            "",
            "A FILE whose name ends in .csv has rows as \"publish template\" shows them; each line of any other is one "
                    + "CloudEvent in structured mode, as JSON. Everything is checked first, as by \"publish validate\". "
                    + "Then what is right goes to Kafka in the order of the files, and the services are asked until "
                    + "they have taken all of it. What is wrong is named, and with --rejects kept for mending.",
            "",
            "accepted    it changed something",
            "unchanged   it says what is held already",
            "duplicate   an event of its id was taken before",
            "late        something newer is known; it went into history",
            "waiting     it names a model or benchmark that is not known; it is applied as soon as it is",
            "held        it looks wrong, or the files change far more than usual; see \"publish quarantine --help\"",
            "refused     it can never be applied; \"publish dead-letters\" has it with the reason",
            "",
            "Sending a file twice is safe: every event of the second time is a duplicate.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all were taken, none refused, waiting or held; in a dry run, every row is right",
            "1:some were refused, or some rows are wrong",
            "2:wrong usage, or a file cannot be read",
            "3:Kafka or a service could not be reached",
            "4:the services did not take everything within --timeout",
            "7:all were taken; some wait, or are held until a person releases them"
        })
public final class EventsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "CSV files, or JSON Lines files of CloudEvents.")
    private List<Path> files = List.of();

    @Option(names = "--batch", paramLabel = "NAME", description = "A name for this batch. Default: a new one.")
    private String batch = "";

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "text, or json: one document. Default: ${DEFAULT-VALUE}.")
    private OutputFormat output = OutputFormat.text;

    @Mixin
    private Addresses addresses = new Addresses();

    @Mixin
    private Care care = new Care();

    @Mixin
    private MassCare massCare = new MassCare();

    @Mixin
    private Patience patience = new Patience();

    @Override
    public Integer call() {
        return new FilesPublisher(
                        addresses, patience, care, massCare, spec.commandLine().getOut(), output)
                .publish(Input.of(files), batch, "events");
    }
}
