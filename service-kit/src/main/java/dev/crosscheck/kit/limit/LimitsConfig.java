package dev.crosscheck.kit.limit;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How many costly requests a minute one caller may send, in one go if he has saved them up, and how many of them are
 * answered at once, whoever sent them. Prefix: {@code crosscheck.limits}.
 *
 * @param enabled       whether anybody counts
 * @param proxies       how many proxies stand between callers and us, each of which adds the address that it was asked
 *     from to {@code X-Forwarded-For}. 0: whoever is connected is the caller, and the header is not believed
 * @param wide          of {@link Cost#WIDE}: a person who clicks through calculators needs one in some seconds
 * @param past          of {@link Cost#PAST}
 * @param batch         of {@link Cost#BATCH}: two a second are 2,000 events a second, more than are taken in
 * @param preview       of {@link Cost#PREVIEW}: an import of 11,000 sends fifteen at once
 * @param wideAtOnce    a few for each processor
 * @param pastAtOnce    most of the time they wait for other services, or for the database
 * @param batchAtOnce   each is a transaction, and up to 5 MB with all that is made of them
 * @param previewAtOnce likewise, and seconds of a processor
 * @param patience      how long a request waits until it is one of those that are answered at once
 */
@ConfigurationProperties("crosscheck.limits")
public record LimitsConfig(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "0") int proxies,
        @Bindable(defaultValue = "120") int wide,
        @Bindable(defaultValue = "60") int past,
        @Bindable(defaultValue = "120") int batch,
        @Bindable(defaultValue = "60") int preview,
        @Bindable(defaultValue = "8") int wideAtOnce,
        @Bindable(defaultValue = "16") int pastAtOnce,
        @Bindable(defaultValue = "4") int batchAtOnce,
        @Bindable(defaultValue = "2") int previewAtOnce,
        @Bindable(defaultValue = "5s") Duration patience) {

    /** Many callers at once are more likely many callers than one with many addresses; but not without end. */
    static final int ALL = 10;

    /** Some of the time that a request has to be sent in. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    public LimitsConfig {
        require("proxies", proxies, 0);
        require("wide", wide, 1);
        require("past", past, 1);
        require("batch", batch, 1);
        require("preview", preview, 1);
        require("wide-at-once", wideAtOnce, 1);
        require("past-at-once", pastAtOnce, 1);
        require("batch-at-once", batchAtOnce, 1);
        require("preview-at-once", previewAtOnce, 1);
        if (patience.isNegative() || patience.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "crosscheck.limits.patience: " + patience + " (expected: 0s to " + LONGEST.toSeconds() + "s)");
        }
    }

    private static void require(String name, int met, int least) {
        if (met < least) {
            throw new IllegalArgumentException(
                    "crosscheck.limits." + name + ": " + met + " (expected: " + least + " or more)");
        }
    }

    int perMinute(Cost cost) {
        return switch (cost) {
            case WIDE -> wide;
            case PAST -> past;
            case BATCH -> batch;
            case PREVIEW -> preview;
        };
    }

    int atOnce(Cost cost) {
        return switch (cost) {
            case WIDE -> wideAtOnce;
            case PAST -> pastAtOnce;
            case BATCH -> batchAtOnce;
            case PREVIEW -> previewAtOnce;
        };
    }
}
