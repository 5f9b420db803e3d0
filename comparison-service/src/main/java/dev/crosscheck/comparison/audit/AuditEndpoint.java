package dev.crosscheck.comparison.audit;

import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.problem.ProblemException;
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
     * @param sentences whether to hold sentences against the truth rules, too
     * @param every     of so many pages those of one; all if absent
     */
    @Read
    @OpenTo(Role.OPERATOR)
    @ExecuteOn(TaskExecutors.BLOCKING)
    AuditReport read(@Nullable Boolean sentences, @Nullable Integer every) {
        int pagesForEachRead = every == null ? 1 : every;
        if (pagesForEachRead < 1) {
            throw ProblemException.badRequest(
                    "invalid-request", "The request cannot be read", "every: " + every + " (expected: 1 or more)");
        }
        one.lock();
        try {
            return audit.run(Boolean.TRUE.equals(sentences) ? pagesForEachRead : Audit.READS_NONE);
        } finally {
            one.unlock();
        }
    }
}
