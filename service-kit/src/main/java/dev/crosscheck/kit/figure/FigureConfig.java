package dev.crosscheck.kit.figure;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How often the database is asked for figures. Prefix: {@code crosscheck.figures}.
 *
 * @param askEvery     with it a figure is older than it looks by so much at most; scrapes are as far apart, or further
 * @param answerWithin a question that takes longer is given up, in whole seconds
 * @param unknownAfter an answer that is older is none: several times the database has not given a newer one
 */
@ConfigurationProperties("crosscheck.figures")
public record FigureConfig(
        @Bindable(defaultValue = "5s") Duration askEvery,
        @Bindable(defaultValue = "5s") Duration answerWithin,
        @Bindable(defaultValue = "30s") Duration unknownAfter) {}
