package dev.crosscheck.kit.pulse;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * When a thread counts as wedged. Prefix: {@code crosscheck.liveness}.
 *
 * @param wedgedAfter how long a thread may take to come round. The longest that one waits for what is away is a
 *     statement that is never answered, a minute, beside a few waits of a broker's client, up to 30 s each
 */
@ConfigurationProperties("crosscheck.liveness")
public record PulseConfig(@Bindable(defaultValue = "5m") Duration wedgedAfter) {}
