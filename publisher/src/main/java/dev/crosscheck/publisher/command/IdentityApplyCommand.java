package dev.crosscheck.publisher.command;

import dev.crosscheck.event.catalog.SpellingLinked;
import dev.crosscheck.publisher.identity.Identification.Same;
import dev.crosscheck.publisher.summary.Table;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code publish identity apply} */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        header = "Link the waiting spellings that a rule knows.",
        description = {"", "Without --yes it says what it would link. Suggestions are never linked by it.", ""},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all were taken, or nothing was to do",
            "1:some were refused",
            "2:wrong usage",
            "3:Kafka or a service could not be reached",
            "4:the catalog did not take everything within --timeout"
        })
final class IdentityApplyCommand implements Callable<Integer> {

    private static final String BY = "publish identity apply";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--source", paramLabel = "ID", defaultValue = "", description = "Only those of one source.")
    private String source = "";

    @Option(names = "--yes", description = "Link them.")
    private boolean yes;

    @Mixin
    private Addresses addresses = new Addresses();

    @Mixin
    private Patience patience = new Patience();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Links sender = new Links(addresses, patience, Instant.now());
        List<SpellingLinked> links = new ArrayList<>();
        Table table = new Table("source", "spelling", "model", "rule");
        for (WaitingSpellings.Waiting one : WaitingSpellings.read(addresses, source)) {
            if (one.known() instanceof Same same) {
                links.add(sender.link(one.alias(), same.model(), true, BY, same.why()));
                table.row(one.alias().source(), one.alias().spelling(), same.model(), same.why());
            }
        }
        if (links.isEmpty()) {
            out.println("No rule knows a spelling that waits");
            out.flush();
            return ExitCode.FINE;
        }
        out.print(table);
        if (!yes) {
            out.println(links.size() + " would be linked (--yes links them)");
            out.flush();
            return ExitCode.FINE;
        }
        return sender.send(links, out);
    }
}
