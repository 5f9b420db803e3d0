package dev.crosscheck.publisher.modelsdev;

import dev.crosscheck.publisher.source.Mapping;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What upstream has called its fields before 2026, in today's names. Pure. */
final class OlderNames {

    /** The only long-context tier there was. */
    private static final int LONG_CONTEXT = 200_000;

    /** Meant the reading of a cache at one provider and the writing at another, so nobody can say what they cost. */
    private static final List<String> AMBIGUOUS = List.of("inputCached", "outputCached", "cached");

    /** @param body of an offer; it is not changed */
    static ObjectNode translated(ObjectNode body, Mapping.Notes notes) {
        ObjectNode offer = body.deepCopy();
        // The same as open_weights, and as the offer's own name.
        offer.remove(List.of("open", "id"));
        readModalities(offer);
        readStatus(offer);
        if (offer.get("cost") instanceof ObjectNode cost) {
            readCost(cost, notes);
        }
        JsonNode experimental = offer.get("experimental");
        if (experimental != null && !experimental.isObject()) {
            offer.remove("experimental");
            notes.dropped("experimental (a bare " + experimental + ")");
        }
        return offer;
    }

    private static void readModalities(ObjectNode offer) {
        for (String direction : List.of("input", "output")) {
            JsonNode older = offer.remove(direction + "_modalities");
            if (older == null) {
                continue;
            }
            ObjectNode modalities =
                    offer.get("modalities") instanceof ObjectNode there ? there : offer.putObject("modalities");
            if (!modalities.has(direction)) {
                modalities.set(direction, older);
            }
        }
    }

    /** Was {@code beta: true}. */
    private static void readStatus(ObjectNode offer) {
        for (String status : List.of("alpha", "beta")) {
            JsonNode flag = offer.remove(status);
            if (flag != null && flag.asBoolean(false) && !offer.has("status")) {
                offer.put("status", status);
            }
        }
    }

    private static void readCost(ObjectNode cost, Mapping.Notes notes) {
        for (String name : AMBIGUOUS) {
            if (cost.remove(name) != null) {
                notes.dropped("cost." + name + " (of a cache, and not said whether read or written)");
            }
        }
        JsonNode older = cost.remove("context_over_200k");
        if (older instanceof ObjectNode tier && !cost.has("tiers")) {
            tier.putObject("tier").put("type", "context").put("size", LONG_CONTEXT);
            cost.putArray("tiers").add(tier);
        }
    }

    private OlderNames() {}
}
