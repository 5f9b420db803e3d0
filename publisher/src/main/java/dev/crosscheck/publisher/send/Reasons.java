package dev.crosscheck.publisher.send;

import dev.crosscheck.publisher.summary.Grouped;
import dev.crosscheck.publisher.summary.Held;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Why events of a batch were refused, or wait, as far as a service tells. */
public final class Reasons {

    private static final int PAGE = 1_000;

    /** With 1,000 to a page, five million entries; a list that is longer than that is a trouble of its own. */
    private static final int MAX_PAGES = 5_000;

    /** For what updates of the batch wait, once each and how often, as {@code field: met, 3 × (expected: …)}. */
    public static List<String> waiting(ServiceClient service, String batch) {
        Map<String, Long> counts = new LinkedHashMap<>();
        first(
                        service::waiting,
                        item -> item.path("batch").asString("").equals(batch),
                        Reasons::ofWaiting,
                        Integer.MAX_VALUE)
                .forEach(reason -> counts.merge(reason, 1L, Long::sum));
        return counts.entrySet().stream()
                .map(entry -> Grouped.counted(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The first few prices of the batch that are held. */
    public static List<Held> held(ServiceClient pricing, String batch, int most) {
        return most < 1
                ? List.of()
                : pricing.all("/v1/quarantine", Map.of("batch", batch, "state", "held"), most).stream()
                        .map(item -> new Held(
                                item.path("event").asString(""),
                                null,
                                item.path("model").asString(""),
                                item.path("provider").asString(""),
                                item.path("reason").asString("")))
                        .toList();
    }

    /** The first few records of the batch that were refused. */
    public static List<String> refused(ServiceClient service, String batch, int most) {
        return first(
                service::deadLetters,
                item -> item.path("batch").asString("").equals(batch),
                Reasons::ofDeadLetter,
                most);
    }

    /** Why events of the batch were refused, by the event's id. */
    public static Map<String, String> refusedEvents(ServiceClient service, String batch) {
        Map<String, String> reasons = new HashMap<>();
        first(
                        service::deadLetters,
                        item -> item.path("batch").asString("").equals(batch) && item.hasNonNull("event"),
                        item -> item,
                        Integer.MAX_VALUE)
                .forEach(item -> reasons.put(
                        item.path("event").asString(""), item.path("reason").asString("")));
        return reasons;
    }

    /** What an item of {@code /v1/waiting} waits for. */
    public static String ofWaiting(JsonNode item) {
        return item.path("field").asString("") + ": " + item.path("met").asString("") + " (expected: "
                + item.path("expected").asString("") + ")";
    }

    /** Why an item of {@code /v1/dead-letters} was refused. */
    public static String ofDeadLetter(JsonNode item) {
        return item.path("event").asString("without id") + ": "
                + item.path("reason").asString("");
    }

    private static <T> List<T> first(
            BiFunction<Long, Integer, ListPage> pages,
            Predicate<JsonNode> wanted,
            Function<JsonNode, T> reason,
            int most) {
        List<T> reasons = new ArrayList<>();
        long after = 0;
        for (int page = 0; page < MAX_PAGES && reasons.size() < most; page++) {
            ListPage read = pages.apply(after, PAGE);
            read.items().stream()
                    .filter(wanted)
                    .limit(most - reasons.size())
                    .map(reason)
                    .forEach(reasons::add);
            if (read.next().isEmpty()) {
                break;
            }
            after = read.next().getAsLong();
        }
        return reasons;
    }

    private Reasons() {}
}
