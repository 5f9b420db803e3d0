package dev.crosscheck.comparison.page;

import dev.crosscheck.event.Provenance;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The facts of one model by id, as they are written down while its profile is prepared. */
final class EvidenceBook {

    private final String model;
    private final Map<String, Evidence> byId = new HashMap<>();

    EvidenceBook(String model) {
        this.model = model;
    }

    /**
     * @param field may hold text from outside: what cannot be shown is left out of the id, and an id
     *              that is then taken gets a number
     * @return the id
     */
    String add(String field, String value, Provenance provenance) {
        String readable = PlainText.clean(field, 700, "unreadable");
        String id = model + "/" + readable;
        for (int copy = 2; byId.containsKey(id); copy++) {
            id = model + "/" + readable + "~" + copy;
        }
        byId.put(id, new Evidence(id, model, readable, PlainText.clean(value, 2_000, "unreadable"), provenance));
        return id;
    }

    /** Notes that nothing is known of the field, and returns the id of that. */
    String absent(String field) {
        Evidence absent = Evidence.absent(model, field);
        byId.putIfAbsent(absent.id(), absent);
        return absent.id();
    }

    /** By id. */
    Collection<Evidence> inOrder() {
        return new TreeMap<>(byId).values();
    }
}
