package dev.crosscheck.kit.deadletter;

import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * Where this service's dead letters go. Prefix: {@code crosscheck.dead-letters}.
 *
 * @param topic read by people and tools
 */
@ConfigurationProperties("crosscheck.dead-letters")
public record DeadLetterConfig(String topic) {}
