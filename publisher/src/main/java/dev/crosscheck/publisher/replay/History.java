package dev.crosscheck.publisher.replay;

import dev.crosscheck.publisher.source.OfferReader;

/**
 * A source whose list has a history of changes.
 *
 * @param id       of the source, such as {@code models-dev}
 * @param upstream how the history names its source: {@code models.dev}
 * @param under    where the fields of a record stand in the source's own entries; empty for at the top
 * @param moves    whether an offer keeps its name when its provider changes, so that the name alone tells it apart
 * @param reader   the same that reads the source's catalogue
 */
public record History(String id, String upstream, String under, boolean moves, OfferReader reader) {

    String key(OfferEvent event) {
        return moves ? event.model() : event.provider() + "\n" + event.model();
    }
}
