package dev.crosscheck.publisher.command;

import dev.crosscheck.event.Conflict;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.publisher.send.ServiceClient;
import dev.crosscheck.publisher.summary.Table;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
                "The services tell what disagrees, by the tolerances of the source policy (docs/methodology.md).",
                ""
            },
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:listed", "2:wrong usage", "3:a service could not be reached"})
    static final class ListConflicts implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Option(names = "--model", paramLabel = "ID", description = "Only of this model. Default: of all.")
        private String model = "";

        @Option(
                names = "--apart",
                paramLabel = "SHARE",
                description =
                        "Only values that differ by more than this share of the larger, such as 0.05 for five in a "
                                + "hundred. Default: all that disagree.")
        private @Nullable BigDecimal apart;

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
            if (apart != null && (apart.signum() < 0 || apart.compareTo(BigDecimal.ONE) > 0)) {
                throw Usage.of("--apart", apart, "0 to 1");
            }
            List<Conflict> found = find();
            PrintWriter out = spec.commandLine().getOut();
            List<Conflict> shown = found.stream()
                    .sorted(Comparator.comparing(
                            ListConflicts::widest, Comparator.nullsLast(Comparator.reverseOrder())))
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

        private List<Conflict> find() {
            List<Conflict> found = new ArrayList<>();
            for (ServiceClient service : List.of(addresses.catalogClient(), addresses.pricingClient())) {
                service.all("/v1/conflicts", Map.of("model", model), Integer.MAX_VALUE).stream()
                        .map(item -> EventJson.bind(item, Conflict.class))
                        .filter(this::isWanted)
                        .forEach(found::add);
            }
            return found;
        }

        private boolean isWanted(Conflict conflict) {
            BigDecimal widest = widest(conflict);
            return apart == null || widest != null && widest.compareTo(apart) > 0;
        }

        /** Null if nothing of it is a number. */
        private static @Nullable BigDecimal widest(Conflict conflict) {
            return conflict.others().stream()
                    .map(Conflict.Other::apart)
                    .filter(Objects::nonNull)
                    .max(Comparator.naturalOrder())
                    .orElse(null);
        }

        private static void print(PrintWriter out, List<Conflict> shown, int all) {
            if (all == 0) {
                out.println("No sources disagree");
                return;
            }
            Table table = new Table("model", "what", "shown", "by", "other", "by ", "apart", "rule");
            for (Conflict one : shown) {
                for (Conflict.Other other : one.others()) {
                    BigDecimal apart = other.apart();
                    table.row(
                            one.model(),
                            one.what(),
                            one.shown().value(),
                            by(one.shown().provenance()),
                            other.value(),
                            by(other.provenance()),
                            apart == null ? "-" : apart.movePointRight(2).setScale(1, RoundingMode.HALF_EVEN) + " %",
                            one.rule() == null ? "" : one.rule());
                }
            }
            out.print(table);
            if (all > shown.size()) {
                out.println("… and " + (all - shown.size()) + " more; --limit N shows more");
            }
        }

        private static String by(Provenance from) {
            return from.source().id() + " " + from.observedAt().toString().substring(0, 10);
        }
    }
}
