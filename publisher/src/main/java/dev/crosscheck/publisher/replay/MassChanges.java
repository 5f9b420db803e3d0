package dev.crosscheck.publisher.replay;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.publisher.mass.MassThresholds;
import dev.crosscheck.publisher.mass.Trail;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The commits of a history that touch far more offers than the source's commits before them. The lines of a moment
 * are a commit, and an offer is touched by whatever changes of it: a commit that rewrites a whole list is doubtful
 * whatever it says it is about. Pure.
 */
public final class MassChanges {

    private final History history;
    private final MassThresholds thresholds;
    private final Trail trail;
    private final Set<String> listed = new HashSet<>();
    private final Set<String> touched = new HashSet<>();
    private final Map<Instant, String> found = new LinkedHashMap<>();
    private @Nullable Instant at;
    private int listedBefore;
    private int commits;

    public MassChanges(History history, MassThresholds thresholds) {
        this.history = history;
        this.thresholds = thresholds;
        this.trail = new Trail(thresholds);
    }

    /** @param line as it stands in the file; one that is broken is no commit's */
    public void take(String line) {
        OfferEvent event;
        try {
            event = OfferEvent.read(EventJson.readTree(line.getBytes(StandardCharsets.UTF_8)), history.upstream());
        } catch (InvalidEventException _) {
            return;
        }
        if (!event.at().equals(at)) {
            end();
            at = event.at();
            listedBefore = listed.size();
        }
        String offer = history.key(event);
        switch (event.type()) {
            case ADDED -> listed.add(offer);
            case CHANGED -> touched.add(offer);
            case REMOVED -> {
                touched.add(offer);
                listed.remove(offer);
            }
        }
    }

    /** When they were, and why each is doubtful. */
    public Map<Instant, String> found() {
        end();
        return found;
    }

    /** How many commits touched an offer that was listed. */
    public int commits() {
        end();
        return commits;
    }

    private void end() {
        if (at == null || touched.isEmpty()) {
            return;
        }
        Instant commit = at;
        thresholds.doubt(touched.size(), listedBefore, trail.usual()).ifPresent(doubt -> found.put(commit, doubt));
        trail.add(touched.size());
        commits++;
        touched.clear();
    }
}
