package dev.crosscheck.kit.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Room for so many answers of one cost at once: however many ask, and however slowly they go about it, no more memory
 * and processors are spent on them.
 *
 * <p>A place that becomes free goes to whoever has the fewest at that moment, and among those to whoever has waited
 * longest: who asks for many things at once waits for himself, and not others for him. Room to wait in is shared in
 * the same way.
 */
final class Places {

    /** For each place so many may wait; they hold little, as nothing of their bodies is read meanwhile. */
    static final int WAITING_FOR_EACH = 10;

    private final int most;
    private final Duration patience;
    private final Executor executor;
    private final List<Waiting> waiting = new ArrayList<>();

    /** By caller, of those who have any. */
    private final Map<String, Integer> taken = new HashMap<>();

    private int allTaken;

    /**
     * @param most     how many there are
     * @param patience how long somebody waits for one
     * @param executor where whoever has waited goes on: not on the thread of whoever made room
     */
    Places(int most, Duration patience, Executor executor) {
        this.most = most;
        this.patience = patience;
        this.executor = executor;
    }

    private record Waiting(String caller, CompletableFuture<Optional<Place>> place) {}

    /** Room for one answer, until it is closed. */
    final class Place implements AutoCloseable {

        private final String caller;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Place(String caller) {
            this.caller = caller;
        }

        /** Safe to repeat. */
        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                leave(caller);
            }
        }
    }

    /** @return a place, at once or when there is one; empty if there is none in time, or too many wait already */
    CompletableFuture<Optional<Place>> ask(String caller) {
        Waiting asked = new Waiting(caller, new CompletableFuture<>());
        Waiting sentAway = null;
        synchronized (this) {
            if (allTaken < most) {
                return CompletableFuture.completedFuture(Optional.of(enter(caller)));
            }
            if (waiting.size() >= most * WAITING_FOR_EACH) {
                sentAway = newestOfWhoAsksMost(caller);
                if (sentAway == null) {
                    return CompletableFuture.completedFuture(Optional.empty());
                }
                waiting.remove(sentAway);
            }
            waiting.add(asked);
        }
        if (sentAway != null) {
            sentAway.place().complete(Optional.empty());
        }
        return asked.place()
                .completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS)
                .thenApplyAsync(place -> settle(asked, place), executor);
    }

    private synchronized Optional<Place> settle(Waiting asked, Optional<Place> place) {
        waiting.remove(asked);
        return place;
    }

    private synchronized Place enter(String caller) {
        allTaken++;
        taken.merge(caller, 1, Integer::sum);
        return new Place(caller);
    }

    private void leave(String caller) {
        Waiting next;
        Place place;
        synchronized (this) {
            allTaken--;
            taken.computeIfPresent(caller, (_, held) -> held == 1 ? null : held - 1);
            next = next();
            if (next == null) {
                return;
            }
            waiting.remove(next);
            place = enter(next.caller());
        }
        if (!next.place().complete(Optional.of(place))) {
            // His time was up in this very moment.
            place.close();
        }
    }

    private @Nullable Waiting next() {
        Waiting next = null;
        for (Waiting one : waiting) {
            if (next == null || held(one) < held(next)) {
                next = one;
            }
        }
        return next;
    }

    /** Null if the caller would himself have as many as anybody then. */
    private @Nullable Waiting newestOfWhoAsksMost(String caller) {
        Map<String, Integer> asked = new HashMap<>(taken);
        waiting.forEach(one -> asked.merge(one.caller(), 1, Integer::sum));
        int most = asked.getOrDefault(caller, 0) + 1;
        Waiting newest = null;
        for (Waiting one : waiting) {
            int ofOne = asked.getOrDefault(one.caller(), 0);
            if (ofOne > most || newest != null && ofOne == most) {
                most = ofOne;
                newest = one;
            }
        }
        return newest;
    }

    private int held(Waiting one) {
        return taken.getOrDefault(one.caller(), 0);
    }

    synchronized int taken() {
        return allTaken;
    }

    synchronized int waiting() {
        return waiting.size();
    }
}
