package dev.crosscheck.comparison.refresh;

import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.fact.Facts;
import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.comparison.refresh.DirtyModels.Shown;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One pass over claimed models.
 *
 * <p>Each page is made from the newest facts known when its turn comes, and one that is stored as of these facts
 * is not made at all. A claimed model that moves on during a round has the rest of its pages left to the next
 * round, which its newer mark asks for anyway, unless it was kept waiting long: so a burst makes each page once.
 *
 * <p>Two refreshers can work on the two models of one pair. The one that read older facts may write
 * last, after the other found nothing to write. So each looks at the facts again after its last commit
 * and makes the pairs again whose other model moved meanwhile: whoever commits last has seen both. A model
 * that moved, is still marked and is nobody's yet needs no second look: whoever claims it comes after.
 */
final class Round implements PageChunks.Work {

    private static final Logger LOG = LoggerFactory.getLogger(Round.class);

    /** Facts that move on and on are left to the next round, with the marks in place. */
    private static final int LOOKS_AGAIN = 10;

    private final Sources sources;
    private final Claim claim;
    private final Set<String> claimed;

    /** What was known after the claim. Pages are made from this or newer. */
    private final NavigableMap<String, KnownModel> atClaim;

    private final long versionAtClaim;

    /** How many rebuilds had asked for all pages of a claimed model by then; those that none asked for are left out. */
    private final Map<String, Integer> again;

    /** Claimed models that moved on, and some of whose pages were left to the next round therefore. */
    private final Set<String> left = ConcurrentHashMap.newKeySet();

    private Map<String, List<String>> causes;
    private long versionOfCauses;
    private long pages;

    /** What a round goes by. */
    record Sources(DirtyModels dirty, Facts facts, FactView view, HotPairs hot, PageChunks chunks) {}

    /**
     * What a round works on.
     *
     * @param session that holds the claim: everything is asked and written by it
     * @param models  that are marked, and that nobody else works on
     * @param overdue whether pages are made although their model moves on meanwhile, and they will be made again
     * @param watch   whoever has it worked
     * @param traces  by what that goes on which is done for a model, for those that are traced
     */
    record Claim(
            DSLContext session, Set<String> models, boolean overdue, RoundWatch watch, Map<String, String> traces) {}

    /** Reads the facts: models are claimed before. */
    Round(Sources sources, Claim claim) {
        this.sources = sources;
        this.claim = claim;
        this.claimed = new TreeSet<>(claim.models());
        versionAtClaim = sources.view().version();
        atClaim = sources.facts().current(claim.session());
        versionOfCauses = sources.view().version();
        causes = sources.dirty().causes(claim.session());
        again = sources.dirty().again(claim.session(), claimed);
    }

    /** @return what every stored page of a claimed model now shows at least, by model; nothing if it ended before */
    Map<String, Shown> run() {
        NavigableMap<String, KnownModel> models = atClaim;
        refresh(
                Pairs.touching(claimed, models.keySet(), sources.hot().hot()),
                Pairs.touched(claimed.size(), models.size()));
        for (int look = 1; ; look++) {
            if (wantsEnd()) {
                return Map.of();
            }
            NavigableMap<String, KnownModel> now = sources.facts().current(claim.session());
            Set<String> moved = moved(models, now);
            if (moved.isEmpty()) {
                return shown();
            }
            if (look == LOOKS_AGAIN) {
                LOG.atInfo().addKeyValue("models", moved.size()).log("Facts keep moving; going on in the next round");
                return Map.of();
            }
            models = now;
            refresh(Pairs.between(claimed, moved), (long) claimed.size() * moved.size());
        }
    }

    /** How many were looked at. */
    long pages() {
        return pages;
    }

    private void refresh(Iterator<PageKey> pairs, long expected) {
        pages += sources.chunks().refresh(claim.session(), pairs, expected, this);
    }

    @Override
    public KnownModel model(String id) {
        return sources.view()
                .find(id)
                .orElseThrow(() -> new IllegalStateException("model " + id + ": not known (expected: known)"));
    }

    /** A claimed model that moved keeps its mark: its other pages can wait for the round that takes that off. */
    @Override
    public boolean isLeft(PageKey key) {
        if (claim.overdue() || sources.view().version() == versionAtClaim) {
            return false;
        }
        boolean firstIsLeft = leaveIfMoved(key.first());
        return leaveIfMoved(key.second()) || firstIsLeft;
    }

    private boolean leaveIfMoved(String id) {
        KnownModel used = atClaim.get(id);
        boolean moved = used != null && claimed.contains(id) && model(id).pageRevision() > used.pageRevision();
        if (moved) {
            left.add(id);
        }
        return moved;
    }

    /** Each page is asked for by its first model alone: else each of two portions would make those between them. */
    @Override
    public boolean isAgain(PageKey key) {
        return again.containsKey(key.first());
    }

    /** Read again if facts came meanwhile: pages show them, and whatever is known has been marked. */
    @Override
    public Map<String, List<String>> causes() {
        long version = sources.view().version();
        if (version != versionOfCauses) {
            causes = sources.dirty().causes(claim.session());
            versionOfCauses = version;
        }
        return causes;
    }

    @Override
    public Map<String, String> traces() {
        return claim.traces();
    }

    @Override
    public void goesOn() {
        claim.watch().goesOn();
    }

    @Override
    public boolean wantsEnd() {
        return claim.watch().wantsEnd();
    }

    /**
     * Models that are newer now than what this round may have computed with, and that others work on or are done
     * with.
     */
    private Set<String> moved(Map<String, KnownModel> computedWith, NavigableMap<String, KnownModel> now) {
        Set<String> moved = new TreeSet<>();
        for (KnownModel model : now.values()) {
            KnownModel used = computedWith.get(model.id());
            if ((used == null || used.pageRevision() < model.pageRevision()) && !claimed.contains(model.id())) {
                moved.add(model.id());
            }
        }
        if (!moved.isEmpty()) {
            moved.removeAll(ModelClaims.leftToTheirMarks(claim.session(), moved));
        }
        return moved;
    }

    private Map<String, Shown> shown() {
        Map<String, Shown> shown = new HashMap<>();
        for (String model : claimed) {
            KnownModel used = atClaim.get(model);
            if (used != null) {
                shown.put(model, new Shown(used.pageRevision(), again.getOrDefault(model, 0), !left.contains(model)));
            }
        }
        return shown;
    }
}
