package dev.crosscheck.kit.topic;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What a service knows before it is ready. Prefix: {@code crosscheck.catch-up}.
 *
 * @param brokerWithin how long a service that starts asks the broker what has been published. One that is away so long
 *     is no reason to serve nobody: the database is the truth, and nothing new comes anyway
 */
@ConfigurationProperties("crosscheck.catch-up")
public record CatchUpConfig(@Bindable(defaultValue = "1m") Duration brokerWithin) {}
