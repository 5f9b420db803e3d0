package dev.crosscheck.kit.http;

import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.deadletter.DeadLetter;
import dev.crosscheck.kit.deadletter.DeadLetters;
import dev.crosscheck.kit.deadletter.ListedLetter;
import dev.crosscheck.kit.problem.ProblemException;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Base64;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Shows what was set aside, why, and with which bytes. */
@Controller("/v1/dead-letters")
@ExecuteOn(TaskExecutors.BLOCKING)
class DeadLettersController {

    private final DeadLetters deadLetters;
    private final DSLContext dsl;

    DeadLettersController(DeadLetters deadLetters, DSLContext dsl) {
        this.deadLetters = deadLetters;
        this.dsl = dsl;
    }

    /** Letters without their bytes, oldest first. */
    @Get
    @OpenTo({Role.READER, Role.PUBLISHER, Role.OPERATOR})
    Views.DeadLetterPage list(@Nullable @QueryValue Long after, @Nullable @QueryValue Integer limit) {
        int rows = PageRequest.limit(limit);
        List<ListedLetter> page = deadLetters.list(dsl, after == null ? 0 : after, rows);
        return new Views.DeadLetterPage(
                page.stream().map(DeadLettersController::summary).toList(),
                page.size() < rows ? null : page.getLast().id());
    }

    /** One letter with its bytes. */
    @Get("/{id}")
    @OpenTo({Role.READER, Role.PUBLISHER, Role.OPERATOR})
    Views.DeadLetterView show(long id) {
        return deadLetters
                .find(dsl, id)
                .map(DeadLettersController::view)
                .orElseThrow(() -> ProblemException.notFound(
                        "unknown-dead-letter",
                        "No such dead letter",
                        "id: " + id + " (expected: one listed at /v1/dead-letters)"));
    }

    private static Views.DeadLetterSummary summary(ListedLetter letter) {
        return new Views.DeadLetterSummary(
                letter.id(),
                letter.event(),
                letter.batch(),
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.reason(),
                letter.bytes(),
                letter.recordedAt());
    }

    private static Views.DeadLetterView view(DeadLetter letter) {
        return new Views.DeadLetterView(
                letter.id(),
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.reason(),
                letter.recordedAt(),
                letter.headers().stream()
                        .map(header -> new Views.HeaderView(header.name(), header.text(), base64(header.value())))
                        .toList(),
                base64(letter.key()),
                base64(letter.value()));
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }
}
