package dev.crosscheck.kit.access;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.annotation.AnnotationMetadataProvider;
import io.micronaut.management.endpoint.annotation.Endpoint;
import java.util.EnumSet;
import java.util.Set;

/** Who may call a route: those whom it names with {@link OpenTo}, and nobody if it names none. */
final class AccessRules {

    /** The framework's own, on the management port: who asks for them is a machine that has no token. */
    private static final Set<String> OPEN_ENDPOINTS = Set.of("health", "prometheus");

    /** @param route a route, or the match of one */
    static Set<Role> of(AnnotationMetadataProvider route) {
        AnnotationMetadata said = route.getAnnotationMetadata();
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : said.enumValues(OpenTo.class, Role.class)) {
            roles.add(role);
        }
        said.stringValue(Endpoint.class, "id").filter(OPEN_ENDPOINTS::contains).ifPresent(_ -> roles.add(Role.ANYONE));
        return roles;
    }

    private AccessRules() {}
}
