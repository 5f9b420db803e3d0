package dev.crosscheck.publisher.command;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.publisher.mass.MassCheck;
import dev.crosscheck.publisher.mass.MassThresholds;
import dev.crosscheck.publisher.send.Previews;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to do with a batch that touches far more offers than usual. */
final class MassCare {

    @Option(
            names = "--expected-mass-change",
            paramLabel = "WHY",
            description = "A batch that touches far more than usual is meant, and why. Default: its changes of prices "
                    + "and withdrawals are held until a person releases them.")
    private @Nullable String why;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who says so. Default: ${DEFAULT-VALUE}.")
    private String by = "";

    @Option(
            names = "--mass-thresholds",
            paramLabel = "FILE",
            description =
                    "What is far more than usual, as properties: offers, share, times-usual, usual-percent, trail, "
                            + "enough. Default: as in mass/thresholds.properties of the tool.")
    private @Nullable Path thresholds;

    boolean isExpected() {
        return why != null;
    }

    /** For the report: what was met, and what became of it. */
    String told(String doubt) {
        return doubt + (why == null ? ": held until a person releases it" : ": meant, says " + by + ": " + why);
    }

    /** Asks the running system; what it holds back and for what is by event. */
    MassCheck check(Addresses addresses) {
        return new MassCheck(
                new Previews(addresses.catalogClient(), addresses.pricingClient(), addresses.comparisonClient()),
                thresholds());
    }

    /** The event as it is to be sent. */
    Object marked(Object event, @Nullable String doubt) {
        return doubt != null && !isExpected() && event instanceof PriceReported price
                ? price.heldBecause(doubt)
                : event;
    }

    MassThresholds thresholds() {
        if (thresholds == null) {
            return MassThresholds.standard();
        }
        try {
            return MassThresholds.read(thresholds);
        } catch (IOException e) {
            throw Usage.of("--mass-thresholds", thresholds + ": " + e.getMessage(), "a properties file");
        } catch (InvalidEventException e) {
            throw Usage.of("--mass-thresholds", thresholds + ": " + e.getMessage(), "thresholds that can be");
        }
    }
}
