package dev.crosscheck.publisher.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.publisher.diff.DiffReport;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Asks the services what would happen. */
public final class Previews {

    private static final int MOST_EVENTS = 1_000;

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

    /** What states would make of the pages. A page of two portions is worked out in both. */
    public DiffReport.Pages pages(List<ModelState> models, List<PriceSheet> sheets) {
        byte[] ofModels = EventJson.write(models);
        byte[] ofSheets = EventJson.write(sheets);
        if (models.isEmpty() && sheets.isEmpty()) {
            return DiffReport.Pages.NONE;
        }
        if (ofModels.length + ofSheets.length < MOST_BYTES) {
            return pages("{\"models\":" + new String(ofModels, UTF_8) + ",\"priceSheets\":"
                    + new String(ofSheets, UTF_8) + "}");
        }
        DiffReport.Pages pages = DiffReport.Pages.NONE;
        for (byte[] portion : portions(models.stream().map(EventJson::write).toList(), Integer.MAX_VALUE)) {
            pages = pages.plus(pages("{\"models\":" + new String(portion, UTF_8) + "}"));
        }
        for (byte[] portion : portions(sheets.stream().map(EventJson::write).toList(), Integer.MAX_VALUE)) {
            pages = pages.plus(pages("{\"priceSheets\":" + new String(portion, UTF_8) + "}"));
        }
        return pages;
    }

    private DiffReport.Pages pages(String states) {
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
        return new DiffReport.Pages(
                answer.path("pages").asLong(0),
                answer.path("compared").asLong(0),
                answer.path("added").asLong(0),
                answer.path("rewritten").asLong(0),
                differences,
                flips);
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
