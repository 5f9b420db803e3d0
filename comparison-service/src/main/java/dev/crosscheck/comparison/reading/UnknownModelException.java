package dev.crosscheck.comparison.reading;

import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.kit.problem.ProblemException;
import io.micronaut.http.HttpStatus;
import java.net.URI;
import java.util.List;

/** Nobody has told us of this model. */
public final class UnknownModelException extends ProblemException {

    private static final long serialVersionUID = 1L;
    private static final int SUGGESTED = 5;

    private UnknownModelException(String detail) {
        super(URI.create("/problems/unknown-model"), "No such model", HttpStatus.NOT_FOUND, detail);
    }

    /** Names the model, and those whose ids are near. */
    static UnknownModelException of(String model, FactView facts) {
        List<String> near = NearIds.of(model, facts.all().keySet(), SUGGESTED);
        return new UnknownModelException("model: " + model + " (expected: "
                + (near.isEmpty()
                        ? "one listed at /v1/models"
                        : "one listed at /v1/models, such as " + String.join(", ", near))
                + ")");
    }
}
