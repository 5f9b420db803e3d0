package dev.crosscheck.publisher.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a source's entries for offers are read, whether they stand in its catalogue or in its history. Pure. */
public interface OfferReader {

    /**
     * @param observedAt when the entry was seen
     * @throws dev.crosscheck.event.InvalidEventException if the entry can be no event
     */
    Offer read(Entry entry, Instant observedAt, Mapping.Notes notes);

    /**
     * An offer as upstream has it.
     *
     * @param provider as upstream spells it
     * @param id       the offer's name in upstream's list
     * @param link     the model that upstream links it to, where its history tells that apart; null if none
     * @param body     all that it says
     */
    record Entry(String provider, String id, @Nullable String link, JsonNode body) {}
}
