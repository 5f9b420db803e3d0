package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.identity.Identification.Same;
import dev.crosscheck.publisher.identity.Identification.Suggestion;
import dev.crosscheck.publisher.identity.Identification.Unknown;
import dev.crosscheck.publisher.summary.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code publish identity suggest} */
@Command(
        name = "suggest",
        mixinStandardHelpOptions = true,
        header = "Say what the spellings that wait may mean.",
        description = {
            "",
            "\"same\" is said by a rule, and \"publish identity apply\" links it. \"maybe\" comes near and needs a person: "
                    + "\"publish identity link\".",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "2:wrong usage", "3:a service could not be reached"})
final class IdentitySuggestCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--source", paramLabel = "ID", defaultValue = "", description = "Only those of one source.")
    private String source = "";

    @Mixin
    private Addresses addresses = new Addresses();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Table table = new Table("source", "spelling", "waiting", "", "model", "why");
        int same = 0;
        int maybe = 0;
        List<WaitingSpellings.Waiting> waiting = WaitingSpellings.read(addresses, source);
        for (WaitingSpellings.Waiting one : waiting) {
            switch (one.known()) {
                case Same known -> {
                    same++;
                    row(table, one, "same", known.model(), known.why());
                }
                case Unknown(List<Suggestion> suggestions) -> {
                    maybe += suggestions.isEmpty() ? 0 : 1;
                    suggestions.forEach(
                            suggestion -> row(table, one, "maybe", suggestion.model(), suggestion.reason()));
                }
            }
        }
        if (same + maybe > 0) {
            out.print(table);
        }
        out.println(waiting.size() + " spellings wait: " + same + " by rule, " + maybe + " with suggestions, "
                + (waiting.size() - same - maybe) + " that come near no model");
        out.flush();
        return ExitCode.FINE;
    }

    private static void row(Table table, WaitingSpellings.Waiting one, String how, String model, String why) {
        table.row(one.alias().source(), one.alias().spelling(), String.valueOf(one.updates()), how, model, why);
    }
}
