package dev.crosscheck.comparison.audit;

import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Read;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** {@code GET /audit} on the management port: whether every stored page is what its facts make. */
@Endpoint(id = "audit", defaultSensitive = false)
class AuditEndpoint {

    private final Audit audit;
    private final ReentrantLock one = new ReentrantLock();

    AuditEndpoint(Audit audit) {
        this.audit = audit;
    }

    /**
     * One at a time: each is work for a processor.
     *
     * @param sentences whether to hold every sentence against the truth rules, too
     */
    @Read
    @ExecuteOn(TaskExecutors.BLOCKING)
    AuditReport read(@Nullable Boolean sentences) {
        one.lock();
        try {
            return audit.run(Boolean.TRUE.equals(sentences));
        } finally {
            one.unlock();
        }
    }
}
