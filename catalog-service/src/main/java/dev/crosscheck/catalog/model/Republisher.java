package dev.crosscheck.catalog.model;

import dev.crosscheck.catalog.claim.Claims;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.outbox.RevisionFloor;
import io.micronaut.context.annotation.Value;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Write;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes every model's state again: for when the topic was lost, or the source policy has changed.
 * {@code POST /republish} on the management port, or {@code crosscheck.republish=true} at start.
 *
 * <p>A state that is as it was keeps its revision; one that another policy changes takes the next. With {@code
 * crosscheck.republish=restored} at start every state takes a revision above those that readers may have seen after
 * the backup was taken, and so does the first state of every model that is made known from then on: milliseconds since
 * 1970 are above any count of changes.
 */
@Endpoint(id = "republish", defaultEnabled = true, defaultSensitive = false)
class Republisher {

    private static final Logger LOG = LoggerFactory.getLogger(Republisher.class);
    private static final int MODELS_PER_TRANSACTION = 200;

    private enum AtStart {
        FALSE,
        TRUE,
        RESTORED
    }

    private final Models models;
    private final Claims claims;
    private final StatePublisher publisher;
    private final RevisionFloor floor;
    private final DSLContext dsl;
    private final Clock clock;
    private final AtStart atStart;

    Republisher(
            Models models,
            Claims claims,
            StatePublisher publisher,
            RevisionFloor floor,
            DSLContext dsl,
            Clock clock,
            @Value("${crosscheck.republish:false}") String atStart) {
        this.models = models;
        this.claims = claims;
        this.publisher = publisher;
        this.floor = floor;
        this.dsl = dsl;
        this.clock = clock;
        this.atStart = AtStart.valueOf(atStart.toUpperCase(Locale.ROOT));
    }

    /** @param models how many states were handed to the relay */
    @Serdeable
    record Republished(int models) {}

    /** Republishes all, some at a time. */
    @Write
    @OpenTo(Role.OPERATOR)
    @ExecuteOn(TaskExecutors.BLOCKING)
    Republished republish() {
        return republish(0);
    }

    Republished republish(long leastRevision) {
        int published = 0;
        List<HeldModel> page = models.list(dsl, "", MODELS_PER_TRANSACTION);
        while (!page.isEmpty()) {
            Set<String> ids = new TreeSet<>();
            page.forEach(model -> ids.add(model.id()));
            published += dsl.transactionResult(tx -> publisher.publishAll(
                    tx.dsl(),
                    models.lock(tx.dsl(), ids).values(),
                    claims.of(tx.dsl(), ids).values(),
                    clock.instant(),
                    leastRevision));
            page = models.list(dsl, page.getLast().id(), MODELS_PER_TRANSACTION);
        }
        LOG.atInfo().addKeyValue("models", published).log("Published every state again");
        return new Republished(published);
    }

    @EventListener
    void started(ServerStartupEvent event) {
        switch (atStart) {
            case FALSE -> {}
            case TRUE -> republish(0);
            case RESTORED -> lift(clock.millis());
        }
    }

    /** States that readers try to take in meanwhile either have the floor under them, or are lifted with the others. */
    void lift(long leastRevision) {
        floor.lift(dsl, leastRevision);
        republish(leastRevision);
    }
}
