package dev.crosscheck.kit.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whose tokens are believed. Prefix: {@code crosscheck.access}.
 *
 * @param keys       where the issuer's public keys are, a JSON Web Key Set: {@code https:} in production, {@code file:}
 *     where there is no issuer. Null: no token is believed, and whatever is not open to anyone is closed
 * @param issuer     who issues them, as they say in {@code iss}
 * @param audience   for whom they have to be, as they say in {@code aud}: a token for another system is none for us
 * @param rolesClaim which claim has the roles, as a list or with blanks between
 * @param tolerance  how far the issuer's clock and ours may be apart
 */
@ConfigurationProperties("crosscheck.access")
public record AccessConfig(
        @Nullable URI keys,
        @Nullable String issuer,
        @Bindable(defaultValue = "crosscheck") String audience,
        @Bindable(defaultValue = "roles") String rolesClaim,
        @Bindable(defaultValue = "30s") Duration tolerance) {}
