package dev.crosscheck.publisher.summary;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Quotes in the words of a line. */
public final class Quotes {

    /** The prices of an ordinary request, as pricing-service writes them: {@code input 0.25, output 1}. */
    public static String text(JsonNode quote) {
        if (quote.isMissingNode() || quote.isNull()) {
            return "nothing";
        }
        List<String> rates = new ArrayList<>();
        quote.path("rates").forEach(rate -> {
            boolean isOrdinary = rate.path("tier").asString("standard").equals("standard")
                    && !rate.hasNonNull("minPromptTokens")
                    && !rate.hasNonNull("window");
            if (isOrdinary) {
                rates.add(rate.path("component").asString("") + " "
                        + rate.path("price").asString(""));
            }
        });
        return rates.isEmpty() ? quote.path("terms").asString("nothing") : String.join(", ", rates);
    }

    private Quotes() {}
}
