package dev.crosscheck.kit.access;

import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.Set;

/**
 * Who is calling, by a token that was found to be valid.
 *
 * @param name  the token's subject
 * @param roles may be empty: known, and allowed nothing
 */
public record Caller(String name, Set<Role> roles) {

    private static final String ATTRIBUTE = "crosscheck.caller";

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Whoever was let in to this request by a token; empty on a route that is open to anyone. */
    public static Optional<Caller> of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, Caller.class);
    }

    void letIn(HttpRequest<?> request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
