package dev.crosscheck.kit.limit;

import io.micronaut.core.annotation.AnnotationMetadata;
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

    boolean isOf(HttpRequest<?> request) {
        return with.isEmpty() || with.stream().anyMatch(request.getParameters()::contains);
    }

    /** As {@code past with asOf, knownAt}. */
    @Override
    public String toString() {
        return cost.id() + (with.isEmpty() ? "" : " with " + String.join(", ", with));
    }
}
