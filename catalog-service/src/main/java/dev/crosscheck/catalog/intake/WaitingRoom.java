package dev.crosscheck.catalog.intake;

import dev.crosscheck.catalog.intake.Effect.Waits;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;

/** Brings together the updates that wait and what a batch has made known. */
final class WaitingRoom {

    private final DSLContext tx;
    private final WaitingUpdates stored;
    private final Known known;
    private final Applier applier;
    private final Writes writes;
    private final Map<Update, Effect> settled = new LinkedHashMap<>();

    WaitingRoom(DSLContext tx, WaitingUpdates stored, Known known, Applier applier, Writes writes) {
        this.tx = tx;
        this.stored = stored;
        this.known = known;
        this.applier = applier;
        this.writes = writes;
    }

    /**
     * Applies, until nothing more becomes known, what waits in this batch and what has waited since earlier ones;
     * keeps those of the batch that wait still.
     *
     * @param effects by event id; brought up to date
     */
    void settle(Collection<Update> batch, Map<String, Effect> effects, OffsetDateTime now) {
        List<Update> waiting = stillWaiting(batch, effects);
        if (waiting.isEmpty() && !writes.hasNowKnown()) {
            return;
        }
        // What was unknown may have become known before the lock was ours, or by a later update of the batch.
        stored.lock(tx);
        Set<Reference> nowKnown = writes.takeNowKnown();
        do {
            known.read(waiting);
            waiting.forEach(update -> effects.put(update.eventId(), applier.apply(update)));
            waiting = stillWaiting(waiting, effects);
            applyStored(nowKnown);
            nowKnown = writes.takeNowKnown();
        } while (!nowKnown.isEmpty());
        Map<Update, Waits> added = new LinkedHashMap<>();
        waiting.forEach(update -> {
            if (effects.get(update.eventId()) instanceof Waits waits) {
                added.put(update, waits);
            }
        });
        stored.add(tx, added, now);
        stored.remove(tx, settled.keySet().stream().filter(this::waitsNoLonger).toList());
    }

    /** Those of earlier batches that wait no longer, or for something else now. */
    Map<Update, Effect> settled() {
        return settled;
    }

    private void applyStored(Set<Reference> nowKnown) {
        if (nowKnown.isEmpty()) {
            return;
        }
        List<Update> waited = new ArrayList<>(stored.waitingFor(tx, nowKnown));
        waited.removeIf(this::waitsNoLonger);
        known.read(waited);
        for (Update update : waited) {
            Effect effect = applier.apply(update);
            settled.put(update, effect);
            if (effect instanceof Waits waits) {
                stored.move(tx, update, waits);
            }
        }
    }

    private boolean waitsNoLonger(Update update) {
        Effect effect = settled.get(update);
        return effect != null && !(effect instanceof Waits);
    }

    private static List<Update> stillWaiting(Collection<Update> updates, Map<String, Effect> effects) {
        return updates.stream()
                .filter(update -> effects.get(update.eventId()) instanceof Waits)
                .toList();
    }
}
