package dev.crosscheck.event.pricing;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.Slug;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.Texts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person has decided on a quote: that it is shown although it looks wrong, or that it is not shown.
 *
 * <p>The decision is on what the source said, and holds whenever the same source says the same of the same
 * offer, before or after. Of several decisions on the same content the one observed last counts.
 *
 * @param event      id of the event that quoted it
 * @param model      id in Crosscheck of the model it is about
 * @param decision   release or reject
 * @param by         who decided, by name
 * @param why        for those who read it later
 * @param source     of the decision, such as the team that keeps prices right
 * @param observedAt when it was decided
 */
public record QuoteReviewed(
        String event, String model, Decision decision, String by, String why, Source source, Instant observedAt)
        implements PricingUpdate {

    public static final int MAX_BY = 200;
    public static final int MAX_WHY = 1_000;

    /** What was decided. */
    public enum Decision {
        @JsonProperty("release")
        RELEASE,
        @JsonProperty("reject")
        REJECT
    }

    public QuoteReviewed {
        Texts.requireLength("event", event, 1, EventMeta.MAX_LENGTH);
        Slug.require("model", model);
        requireNonNull(decision, "decision");
        Texts.requireWords("by", by, MAX_BY);
        Texts.requireWords("why", why, MAX_WHY);
    }

    @Override
    public @Nullable Instant validFrom() {
        return null;
    }

    @Override
    public boolean correction() {
        return false;
    }

    @Override
    public String subject() {
        return model;
    }
}
