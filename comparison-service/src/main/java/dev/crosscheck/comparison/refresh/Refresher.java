package dev.crosscheck.comparison.refresh;

import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.fact.Facts;
import dev.crosscheck.comparison.refresh.DirtyModels.Done;
import dev.crosscheck.comparison.refresh.DirtyModels.Shown;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings stored pages up to the facts: a portion of what is marked at once, each pair once, in chunks of one
 * transaction each.
 *
 * <p>A model is claimed first and the facts are read after; a mark is taken off only if it is no newer
 * than the facts read. So a change that arrives in between keeps its mark, and a refresher that dies
 * leaves all of its marks. Any replica may refresh; no two work on the same model at once.
 */
@Singleton
public final class Refresher {

    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);

    private final DSLContext dsl;
    private final DirtyModels dirty;
    private final TemplateInForce template;
    private final Lag lag;
    private final TracedModels traced;
    private final Round.Sources sources;
    private final int modelsPerRound;
    private final Clock clock;

    Refresher(
            DSLContext dsl,
            DirtyModels dirty,
            TemplateInForce template,
            Facts facts,
            FactView view,
            HotPairs hot,
            PageChunks chunks,
            Lag lag,
            TracedModels traced,
            RefreshConfig config,
            Clock clock) {
        this.clock = clock;
        this.dsl = dsl;
        this.dirty = dirty;
        this.template = template;
        this.lag = lag;
        this.traced = traced;
        this.sources = new Round.Sources(dirty, facts, view, hot, chunks);
        this.modelsPerRound = config.modelsPerRound();
    }

    /**
     * What came of a round.
     *
     * @param models how many need no more; 0 means that there was nothing to do, or that others do it
     * @param pages  how many were looked at
     */
    record Worked(int models, long pages) {
        static final Worked NOTHING = new Worked(0, 0);
    }

    /**
     * Refreshes the pages of marked models that no other refresher works on, as many as a round takes.
     *
     * @return how many models need no more; 0 means that there was nothing to do, or that others do it
     */
    public int refresh() {
        return refresh(false).models();
    }

    /** @param overdue whether pages are made although their model moves on meanwhile, and they will be made again */
    Worked refresh(boolean overdue) {
        return refresh(overdue, RoundWatch.NONE);
    }

    Worked refresh(boolean overdue, RoundWatch watch) {
        return dsl.connectionResult(connection -> refresh(session(connection), overdue, watch));
    }

    /** Claims belong to a session, so all of a round goes through one connection. */
    private DSLContext session(Connection connection) {
        return DSL.using(dsl.configuration().derive(new DefaultConnectionProvider(connection)));
    }

    private Worked refresh(DSLContext session, boolean overdue, RoundWatch watch) {
        if (!template.isOurs(session)) {
            return Worked.NOTHING;
        }
        Instant start = clock.instant();
        try {
            Set<String> claimed = Set.copyOf(ModelClaims.claim(session, modelsPerRound));
            if (claimed.isEmpty()) {
                return Worked.NOTHING;
            }
            try (TracedModels.OfRound steps = traced.begin(claimed)) {
                return refresh(new Round.Claim(session, claimed, overdue, watch, steps.traceparents()), start, steps);
            }
        } finally {
            ModelClaims.release(session);
        }
    }

    private Worked refresh(Round.Claim claim, Instant start, TracedModels.OfRound steps) {
        try {
            Round round = new Round(sources, claim);
            List<Done> done = takeOff(claim.session(), round.run(), start);
            steps.looked(round.pages());
            traced.stored(steps, done.stream().map(Done::model).toList());
            LOG.atDebug()
                    .addKeyValue("models", done.size())
                    .addKeyValue("pages", round.pages())
                    .log("Refreshed stored pages");
            return new Worked(done.size(), round.pages());
        } catch (RuntimeException e) {
            steps.failed(e);
            throw e;
        }
    }

    /** @return the models whose marks are off */
    private List<Done> takeOff(DSLContext session, Map<String, Shown> shown, Instant start) {
        if (shown.isEmpty()) {
            return List.of();
        }
        List<Done> done = session.transactionResult(
                tx -> template.staysOurs(tx.dsl()) ? dirty.takeOff(tx.dsl(), shown, start) : List.of());
        lag.stored(done);
        return done;
    }
}
