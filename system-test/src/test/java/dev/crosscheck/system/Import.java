package dev.crosscheck.system;

import dev.crosscheck.event.EventMeta;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A made-up import: some models, each with a few offers whose price changes again and again. What must be there after
 * it is known beforehand, to the last row.
 *
 * @param batch  names the import; part of every id
 * @param models how many
 * @param offers of each model, each of another provider
 * @param prices of each offer, one after the other
 */
record Import(String batch, int models, int offers, int prices) {

    Import {
        if (prices > 9 || offers > 10) {
            throw new IllegalArgumentException("prices, offers: more than a digit each");
        }
    }

    /** An event with its id. */
    record Item(EventMeta meta, Object body) {}

    /** The models first, then the first price of every offer, then the second, and so on. */
    List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (String model : modelIds()) {
            items.add(new Item(meta(model), TestFacts.model(model, "Acme " + model)));
        }
        for (int price = 0; price < prices; price++) {
            for (String model : modelIds()) {
                for (int offer = 0; offer < offers; offer++) {
                    Instant observedAt = TestFacts.START.plusSeconds(60L * price);
                    String input = input(model, offer, price);
                    items.add(new Item(
                            meta(model + "-" + offer + "-" + price),
                            TestFacts.price(model, provider(offer), input, "9.5", observedAt)));
                }
            }
        }
        return items;
    }

    List<String> modelIds() {
        return IntStream.range(0, models)
                .mapToObj(model -> String.format("%s-%03d", batch, model))
                .toList();
    }

    String provider(int offer) {
        return batch + "-provider-" + offer;
    }

    /** US dollars per million tokens; another one for each offer and each of its prices, and none that ends in zero. */
    String input(String model, int offer, int price) {
        int number = Integer.parseInt(model.substring(model.length() - 3));
        return BigDecimal.valueOf(1_000L + number * 100L + offer * 10L + price + 1, 3)
                .toPlainString();
    }

    int priceEvents() {
        return models * offers * prices;
    }

    private EventMeta meta(String id) {
        return EventMeta.of(id, "/system-test", TestFacts.START).inBatch(batch);
    }
}
