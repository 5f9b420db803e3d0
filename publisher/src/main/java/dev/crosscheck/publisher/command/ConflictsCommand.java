package dev.crosscheck.publisher.command;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.publisher.conflict.Conflict;
import dev.crosscheck.publisher.conflict.Conflicts;
import dev.crosscheck.publisher.conflict.Tolerance;
import dev.crosscheck.publisher.send.Holdings;
import dev.crosscheck.publisher.summary.Table;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code publish conflicts list} */
@Command(
        name = "conflicts",
        mixinStandardHelpOptions = true,
        header = "List where sources disagree: what is shown, what others say, and the rule that chose.",
        subcommands = ConflictsCommand.ListConflicts.class)
public final class ConflictsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "COMMAND: none (expected: list)");
    }

    /** {@code publish conflicts list} */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            header = "List where sources disagree, the widest apart first.",
            description = {
                "",
                "Numbers disagree if they are further apart than the tolerance, as a share of the larger; a date does "
                        + "not disagree with a vaguer one that holds it; texts disagree if more than case differs.",
                ""
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:listed", "2:wrong usage", "3:a service could not be reached"})
    static final class ListConflicts implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(names = "--model", paramLabel = "ID", description = "Only of this model. Default: of all.")
        private @Nullable String model;

        @Option(
                names = "--tolerance",
                paramLabel = "SHARE",
                description = "Such as 0.05 for five in a hundred. Default: by kind of value, as in "
                        + "conflicts/tolerance.properties of the tool: 0.01.")
        private @Nullable BigDecimal tolerance;

        @Option(
                names = "--limit",
                paramLabel = "N",
                defaultValue = "100",
                description = "At most N. Default: ${DEFAULT-VALUE}.")
        private int limit;

        @Option(
                names = "--output",
                defaultValue = "text",
                paramLabel = "FORMAT",
                description = "text, or json: one to a line. Default: ${DEFAULT-VALUE}.")
        private OutputFormat output = OutputFormat.text;

        @Mixin
        private Addresses addresses = new Addresses();

        @Override
        public Integer call() {
            if (tolerance != null && (tolerance.signum() < 0 || tolerance.compareTo(BigDecimal.ONE) > 0)) {
                throw Usage.of("--tolerance", tolerance, "0 to 1");
            }
            List<Conflict> found = find(tolerance == null ? Tolerance.standard() : Tolerance.of(tolerance));
            PrintWriter out = spec.commandLine().getOut();
            List<Conflict> shown = found.stream()
                    .sorted(Comparator.comparing(Conflict::apart, Comparator.nullsLast(Comparator.reverseOrder())))
                    .limit(limit)
                    .toList();
            if (output == OutputFormat.json) {
                shown.forEach(one -> out.println(new String(EventJson.write(one), StandardCharsets.UTF_8)));
            } else {
                print(out, shown, found.size());
            }
            out.flush();
            return ExitCode.FINE;
        }

        private List<Conflict> find(Tolerance allowed) {
            Holdings holdings = new Holdings(addresses.catalogClient(), addresses.pricingClient());
            List<String> models = model == null ? holdings.models() : List.of(model);
            List<Conflict> found = new ArrayList<>();
            try (Progress progress = Progress.of("Reading models", models.size())) {
                for (String id : models) {
                    holdings.model(id).ifPresent(state -> found.addAll(Conflicts.of(state, allowed)));
                    holdings.sheet(id).ifPresent(sheet -> found.addAll(Conflicts.of(sheet, allowed)));
                    progress.step();
                }
            }
            return found;
        }

        private static void print(PrintWriter out, List<Conflict> shown, int all) {
            if (all == 0) {
                out.println("No sources disagree");
                return;
            }
            Table table = new Table("model", "what", "shown", "by", "other", "by ", "apart", "rule");
            for (Conflict one : shown) {
                BigDecimal apart = one.apart();
                table.row(
                        one.model(),
                        one.what(),
                        one.shown(),
                        one.by() + " " + one.observedAt().toString().substring(0, 10),
                        one.other(),
                        one.otherBy() + " " + one.otherObservedAt().toString().substring(0, 10),
                        apart == null ? "-" : apart.movePointRight(2).setScale(1, RoundingMode.HALF_EVEN) + " %",
                        one.rule() == null ? "" : one.rule());
            }
            out.print(table);
            if (all > shown.size()) {
                out.println("… and " + (all - shown.size()) + " more; --limit N shows more");
            }
        }
    }
}
