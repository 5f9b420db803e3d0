package dev.crosscheck.publisher.command;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.catalog.ModelAlias;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code publish identity link} and {@code unlink} have in common. */
@Command(
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:taken",
            "1:refused: the spelling is another model's",
            "2:wrong usage",
            "3:Kafka or the catalog could not be reached",
            "4:the catalog did not take it within --timeout"
        })
abstract class IdentityLinkCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "SOURCE", description = "Whose spelling it is, such as models-dev.")
    private String source = "";

    @Parameters(
            index = "1",
            paramLabel = "SPELLING",
            description = "Letter by letter, as \"publish waiting\" lists it.")
    private String spelling = "";

    @Parameters(index = "2", paramLabel = "MODEL", description = "The model's id in Crosscheck.")
    private String model = "";

    @Option(names = "--why", required = true, paramLabel = "REASON", description = "Kept in history.")
    private String why = "";

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who says so. Default: ${DEFAULT-VALUE}.")
    private String by = "";

    @Mixin
    private Addresses addresses = new Addresses();

    @Mixin
    private Patience patience = new Patience();

    abstract boolean linked();

    @Override
    public Integer call() {
        Links links = new Links(addresses, patience, Instant.now());
        ModelAlias alias;
        try {
            alias = new ModelAlias(source, spelling);
        } catch (InvalidEventException e) {
            throw Usage.of(e.field(), e.met(), e.expected());
        }
        return links.send(
                List.of(links.link(alias, model, linked(), by, why)),
                spec.commandLine().getOut());
    }

    /** {@code publish identity link} */
    @Command(name = "link", header = "Say that a spelling means a model; what waits under it is taken.")
    static final class Link extends IdentityLinkCommand {
        @Override
        boolean linked() {
            return true;
        }
    }

    /** {@code publish identity unlink} */
    @Command(name = "unlink", header = "Say that a spelling does not mean a model; what comes under it will wait.")
    static final class Unlink extends IdentityLinkCommand {
        @Override
        boolean linked() {
            return false;
        }
    }
}
