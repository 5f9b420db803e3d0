package dev.crosscheck.publisher.source;

import dev.crosscheck.event.catalog.CatalogUpdate;
import dev.crosscheck.event.pricing.PricingUpdate;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * One kind of entries of a catalogue, such as its models. It is published as a batch of its own, so
 * that the services count kind by kind.
 *
 * @param name   in the summary and in the batch's name: {@code models}
 * @param taker  which service takes it
 * @param reader reads all of its entries, each time from the beginning
 */
public record Kind(String name, Taker taker, Reader reader) {

    /** The service that takes a kind. */
    public enum Taker {
        CATALOG,
        PRICING
    }

    /**
     * Reads all entries of a kind, and hands on what became of each. It is read once to check and once to send,
     * and must say the same both times; {@link Mapping#where()} tells its entries apart.
     */
    public interface Reader {
        void read(Consumer<Mapping<Reported>> into) throws IOException;
    }

    /** Reads entries of which every model is known by its id. */
    public interface PlainReader<E> {
        void read(Consumer<Mapping<E>> into) throws IOException;
    }

    /**
     * An entry as an event.
     *
     * @param event    what to publish
     * @param resolved whether upstream itself says which canonical model it is of; if not, it may wait for a person
     */
    public record Reported(Object event, boolean resolved) {}

    /** What the catalog takes: models, benchmarks, scores, statements. */
    public static Kind catalog(String name, PlainReader<? extends CatalogUpdate> reader) {
        return new Kind(name, Taker.CATALOG, resolved(reader));
    }

    /** What pricing takes, where no model is in question: providers. */
    public static Kind pricing(String name, PlainReader<? extends PricingUpdate> reader) {
        return new Kind(name, Taker.PRICING, resolved(reader));
    }

    private static <E> Reader resolved(PlainReader<E> reader) {
        return into -> reader.read(mapping -> into.accept(mapping.as(event -> new Reported(event, true))));
    }
}
