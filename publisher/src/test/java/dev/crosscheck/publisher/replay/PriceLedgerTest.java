package dev.crosscheck.publisher.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.publisher.RealData;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Upstream keeps a ledger of OpenRouter's prices beside the lists that our history is made of. The two were
 * written by different programs; they must agree.
 */
class PriceLedgerTest {

    /** The router that picks a model: it stands in the lists, and in no ledger. */
    private static final String NOT_IN_THE_LEDGER = "openrouter/auto";

    /** The ledger's. */
    private static final int DECIMALS = 6;

    /**
     * From a day on.
     *
     * @param input  US dollars per million tokens; null if the price varies
     * @param output the same
     */
    private record Point(
            LocalDate day,
            @Nullable BigDecimal input,
            @Nullable BigDecimal output) {

        Point {
            input = rounded(input);
            output = rounded(output);
        }

        boolean isPriceOf(Point other) {
            return Objects.equals(input, other.input) && Objects.equals(output, other.output);
        }

        private static @Nullable BigDecimal rounded(@Nullable BigDecimal amount) {
            return amount == null ? null : amount.setScale(DECIMALS, RoundingMode.HALF_EVEN);
        }
    }

    @Test
    void replayedHistoryHasThePricesOfTheLedger() throws IOException {
        Map<String, List<Point>> ledger = ledger();

        Map<String, List<Point>> replayed = replayed();
        replayed.remove(NOT_IN_THE_LEDGER);

        assertThat(ledger).hasSize(978);
        assertThat(replayed.keySet()).isEqualTo(ledger.keySet());
        ledger.forEach(
                (model, points) -> assertThat(replayed.get(model)).as(model).isEqualTo(points));
    }

    private static Map<String, List<Point>> ledger() throws IOException {
        JsonNode models = EventJson.readTree(
                        Files.readAllBytes(RealData.file("openrouter/price-ledger.2024-09_to_2026-08.json")))
                .get("models");
        Map<String, List<Point>> ledger = new TreeMap<>();
        for (Map.Entry<String, JsonNode> model : models.properties()) {
            for (JsonNode point : model.getValue().get("points")) {
                add(
                        ledger,
                        model.getKey(),
                        new Point(
                                LocalDate.parse(point.get(0).asString()), amount(point.get(1)), amount(point.get(2))));
            }
        }
        return ledger;
    }

    private static @Nullable BigDecimal amount(JsonNode node) {
        return node.isNull() ? null : node.decimalValue();
    }

    private static Map<String, List<Point>> replayed() throws IOException {
        OfferFold fold = new OfferFold(Histories.openRouter());
        Map<String, List<Point>> replayed = new TreeMap<>();
        for (String name : List.of("openrouter/events-2024-2025.jsonl", "openrouter/events-2026.jsonl")) {
            try (BufferedReader reader = Files.newBufferedReader(RealData.file(name))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (fold.take(name, line) instanceof Step.Told told) {
                        add(replayed, dayOf(line), told.offer().price());
                    }
                }
            }
        }
        return replayed;
    }

    /** The ledger has the day of whoever took the list. */
    private static LocalDate dayOf(String line) {
        return OffsetDateTime.parse(
                        EventJson.readTree(line.getBytes(UTF_8)).get("ts").asString())
                .toLocalDate();
    }

    private static void add(Map<String, List<Point>> points, LocalDate day, PriceReported price) {
        if (price.status() != RouteStatus.RETIRED) {
            add(points, price.route(), new Point(day, rate(price, Component.INPUT), rate(price, Component.OUTPUT)));
        }
    }

    /** A price that is the one before it makes no point. */
    private static void add(Map<String, List<Point>> points, String model, Point point) {
        List<Point> ofModel = points.computeIfAbsent(model, _ -> new ArrayList<>());
        if (ofModel.isEmpty() || !ofModel.getLast().isPriceOf(point)) {
            ofModel.add(point);
        }
    }

    /** To the ledger zero is a price; to us it is "free" where upstream says so in words, and else not known. */
    private static @Nullable BigDecimal rate(PriceReported price, Component component) {
        if (price.terms() == Terms.FREE || price.terms() == Terms.UNKNOWN) {
            return BigDecimal.ZERO;
        }
        return price.ratesInUsdPerMtok().stream()
                .filter(rate -> rate.component() == component)
                .filter(rate -> rate.window() == null && rate.minPromptTokens() == null)
                .map(rate -> rate.price().amount())
                .findFirst()
                .orElse(null);
    }
}
