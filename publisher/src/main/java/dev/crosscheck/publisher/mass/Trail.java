package dev.crosscheck.publisher.mass;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** How many offers the last batches of a source touched. */
public final class Trail {

    private final MassThresholds thresholds;
    private final Deque<Long> last = new ArrayDeque<>();

    public Trail(MassThresholds thresholds) {
        this.thresholds = thresholds;
    }

    /** How many the batches until now usually touch at most; empty if there were too few to say. */
    public OptionalLong usual() {
        if (last.size() < thresholds.enough()) {
            return OptionalLong.empty();
        }
        int place = Math.ceilDiv(last.size() * thresholds.usualPercent(), 100) - 1;
        return OptionalLong.of(last.stream().sorted().toList().get(place));
    }

    /** @param touched by a batch that touched something */
    public void add(long touched) {
        last.addLast(touched);
        if (last.size() > thresholds.trail()) {
            last.removeFirst();
        }
    }
}
