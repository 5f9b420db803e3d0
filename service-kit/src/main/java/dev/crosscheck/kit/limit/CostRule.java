package dev.crosscheck.kit.limit;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Optional;

/**
 * What a route says of its cost by {@link Costs}.
 *
 * @param with it costs so much only if the address has one of these parameters; always, if there are none
 */
public record CostRule(Cost cost, List<String> with) {

    /** Empty if the route costs little, whoever asks for whatever. */
    public static Optional<CostRule> of(AnnotationMetadata route) {
        return route.enumValue(Costs.class, Cost.class)
                .map(cost -> new CostRule(cost, List.of(route.stringValues(Costs.class, "with"))));
    }

    /** The framework takes {@code as-of} for {@code asOf}, and so does whoever wants to ask uncounted. */
    boolean isOf(HttpRequest<?> request) {
        HttpParameters parameters = request.getParameters();
        return with.isEmpty()
                || with.stream()
                        .anyMatch(name -> parameters.contains(name) || parameters.contains(NameUtils.hyphenate(name)));
    }

    /** As {@code past with asOf, knownAt}. */
    @Override
    public String toString() {
        return cost.id() + (with.isEmpty() ? "" : " with " + String.join(", ", with));
    }
}
