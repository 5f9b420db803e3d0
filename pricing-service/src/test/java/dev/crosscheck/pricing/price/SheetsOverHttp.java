package dev.crosscheck.pricing.price;

import dev.crosscheck.kit.time.AsOf;
import io.micronaut.context.ApplicationContext;
import org.jspecify.annotations.Nullable;

/** What the controller of price sheets answers, for tests of other features. */
public final class SheetsOverHttp {

    public static byte[] sheet(
            ApplicationContext context, String model, @Nullable String asOf, @Nullable String knownAt) {
        return context.getBean(PriceSheetController.class).sheet(model, asOf, knownAt);
    }

    /** The sheet of now as the history gives it, not as it was kept. */
    public static byte[] folded(ApplicationContext context, String model) {
        return context.getBean(PriceSheetController.class).fromHistory(model, AsOf.NOW);
    }

    private SheetsOverHttp() {}
}
