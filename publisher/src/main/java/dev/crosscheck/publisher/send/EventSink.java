package dev.crosscheck.publisher.send;

import dev.crosscheck.event.EventMeta;

/** Where the events of a run go: to the services, or to a file for later. */
public interface EventSink extends AutoCloseable {

    /**
     * Hands an event over.
     *
     * @throws Interruption if this event or an earlier one could not be handed on
     */
    void send(EventMeta meta, Object body);

    /**
     * Returns when everything handed over is where it goes.
     *
     * @throws Interruption if some of it is not
     */
    void flush();

    @Override
    void close();
}
