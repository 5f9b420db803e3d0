package dev.crosscheck.comparison.audit;

import dev.crosscheck.comparison.refresh.DirtyModels;
import dev.crosscheck.comparison.refresh.RefreshLoop;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Write;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import org.jooq.DSLContext;

/** {@code POST /rebuild} on the management port: makes every page again, and writes those that differ. */
@Endpoint(id = "rebuild", defaultSensitive = false)
class RebuildEndpoint {

    private final DirtyModels dirty;
    private final RefreshLoop refresher;
    private final DSLContext dsl;

    RebuildEndpoint(DirtyModels dirty, RefreshLoop refresher, DSLContext dsl) {
        this.dirty = dirty;
        this.refresher = refresher;
        this.dsl = dsl;
    }

    /** @param marked how many models' pages are going to be made again */
    @Serdeable
    record Marked(int marked) {}

    @Write(consumes = {})
    @OpenTo(Role.OPERATOR)
    @ExecuteOn(TaskExecutors.BLOCKING)
    Marked write() {
        dsl.transaction(tx -> dirty.markAll(tx.dsl()));
        refresher.wake();
        return new Marked(dirty.count(dsl));
    }
}
