package dev.crosscheck.publisher.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.publisher.diff.Pages;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Asks the services what would happen. */
public final class Previews {

    private static final int MOST_EVENTS = 1_000;

    /** As comparison-service takes them at once. */
    private static final int MOST_MODELS = 2_000;

    /** The services take 5 MB. */
    private static final int MOST_BYTES = 4_000_000;

    private final ServiceClient catalog;
    private final ServiceClient pricing;
    private final ServiceClient comparison;

    public Previews(ServiceClient catalog, ServiceClient pricing, ServiceClient comparison) {
        this.catalog = catalog;
        this.pricing = pricing;
        this.comparison = comparison;
    }

    /** An event and what it is about. */
    @SuppressWarnings("ArrayRecordComponent") // Sent once; nobody compares two.
    public record Keyed(String key, byte[] event) {}

    /**
     * What would become of events.
     *
     * <p>They go in portions, each taken in and taken back by itself; events of one key go together, so that
     * each state that comes back has all of them.
     *
     * @param item told what would become of each
     * @return the states that would be published
     */
    public List<JsonNode> updates(String topic, List<Keyed> events, Consumer<JsonNode> item) {
        ServiceClient service = topic.equals(Topics.CATALOG_UPDATES) ? catalog : pricing;
        List<JsonNode> states = new ArrayList<>();
        List<byte[]> inOrder = events.stream()
                .sorted(Comparator.comparing(Keyed::key))
                .map(Keyed::event)
                .toList();
        for (byte[] portion : portions(inOrder, MOST_EVENTS)) {
            JsonNode answer = service.post("/v1/previews", "application/cloudevents-batch+json", portion);
            answer.path("items").forEach(item);
            answer.path("states").forEach(states::add);
        }
        return states;
    }

    /** Ids of all models. */
    public List<String> models() {
        return catalog.all("/v1/models", Map.of(), Integer.MAX_VALUE).stream()
                .map(model -> model.path("id").asString(""))
                .toList();
    }

    /** The model as it is. */
    public Optional<ModelState> model(String id) {
        return catalog.get("/v1/models/" + id).map(state -> EventJson.bind(state, ModelState.class));
    }

    /** The model's offers as they are. */
    public Optional<PriceSheet> sheet(String model) {
        return pricing.get("/v1/price-sheets/" + model).map(state -> EventJson.bind(state, PriceSheet.class));
    }

    /**
     * What states would make of the pages.
     *
     * <p>They go in parts of a bounded size, with all that is known of a model in one of them.
     */
    public Pages pages(List<ModelState> models, List<PriceSheet> sheets) {
        Map<String, byte[]> ofModels = new TreeMap<>();
        models.forEach(state -> ofModels.put(state.model(), EventJson.write(state)));
        Map<String, byte[]> ofSheets = new TreeMap<>();
        sheets.forEach(sheet -> ofSheets.put(sheet.model(), EventJson.write(sheet)));
        Set<String> all = new TreeSet<>(ofModels.keySet());
        all.addAll(ofSheets.keySet());
        List<Pages.Part> parts = new ArrayList<>();
        Set<String> part = new TreeSet<>();
        int bytes = 0;
        for (String model : all) {
            int more = length(ofModels.get(model)) + length(ofSheets.get(model));
            if (part.size() == MOST_MODELS || (!part.isEmpty() && bytes + more > MOST_BYTES)) {
                parts.add(pages(part, ofModels, ofSheets));
                part.clear();
                bytes = 0;
            }
            part.add(model);
            bytes += more;
        }
        if (!part.isEmpty()) {
            parts.add(pages(part, ofModels, ofSheets));
        }
        return Pages.of(parts);
    }

    /** With the comma after it. */
    private static int length(byte @Nullable [] state) {
        return state == null ? 0 : state.length + 1;
    }

    private Pages.Part pages(Set<String> part, Map<String, byte[]> ofModels, Map<String, byte[]> ofSheets) {
        return pages("{\"models\":" + array(part, ofModels) + ",\"priceSheets\":" + array(part, ofSheets) + "}");
    }

    private static String array(Set<String> part, Map<String, byte[]> states) {
        return part.stream()
                .filter(states::containsKey)
                .map(model -> new String(states.get(model), UTF_8))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private Pages.Part pages(String states) {
        JsonNode answer = comparison.post("/v1/previews", "application/json", states.getBytes(UTF_8));
        Map<String, Long> differences = new TreeMap<>();
        answer.path("differences").forEachEntry((what, count) -> differences.put(what, count.asLong()));
        List<String> flips = new ArrayList<>();
        answer.path("shown")
                .forEach(flip -> flips.add(flip.path("first").asString("") + " vs "
                        + flip.path("second").asString("") + ": "
                        + flip.path("difference").path("what").asString("") + " "
                        + flip.path("difference").path("before").asString("nobody") + " → "
                        + flip.path("difference").path("after").asString("nobody")));
        return new Pages.Part(
                answer.path("models").asLong(0),
                answer.path("newModels").asLong(0),
                new Pages(
                        1,
                        answer.path("pages").asLong(0),
                        answer.path("compared").asLong(0),
                        answer.path("added").asLong(0),
                        answer.path("rewritten").asLong(0),
                        differences,
                        flips));
    }

    /** JSON arrays of a bounded size. */
    private static List<byte[]> portions(List<byte[]> items, int most) {
        List<byte[]> portions = new ArrayList<>();
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        int count = 0;
        for (byte[] item : items) {
            if (count == most || (count > 0 && array.size() + item.length > MOST_BYTES)) {
                array.write(']');
                portions.add(array.toByteArray());
                array.reset();
                count = 0;
            }
            array.write(count++ == 0 ? '[' : ',');
            array.writeBytes(item);
        }
        if (count > 0) {
            array.write(']');
            portions.add(array.toByteArray());
        }
        return portions;
    }
}
