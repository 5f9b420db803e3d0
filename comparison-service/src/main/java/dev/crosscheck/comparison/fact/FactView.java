package dev.crosscheck.comparison.fact;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Every known model, in memory. What is read here has been committed, and never gets older: of two
 * states of a model the newer stays, in whatever order they come.
 */
@Singleton
public final class FactView {

    private final ConcurrentSkipListMap<String, KnownModel> models = new ConcurrentSkipListMap<>();
    private final AtomicLong version = new AtomicLong();

    public Optional<KnownModel> find(String model) {
        return Optional.ofNullable(models.get(model));
    }

    /** All models by id, byte by byte. The map changes as models do; each model in it is one commit's. */
    public NavigableMap<String, KnownModel> all() {
        return Collections.unmodifiableNavigableMap(models);
    }

    /** How many models are known. */
    public int size() {
        return models.size();
    }

    /** Takes over what has been committed. */
    public void accept(Collection<KnownModel> committed) {
        boolean newer = false;
        for (KnownModel model : committed) {
            newer |= models.merge(model.id(), model, (held, offered) -> offered.isNewerThan(held) ? offered : held)
                    == model;
        }
        if (newer) {
            version.incrementAndGet();
        }
    }

    /**
     * Grows after every change of any model. What was made from facts read after this was asked is at least as new
     * as this says.
     */
    public long version() {
        return version.get();
    }
}
