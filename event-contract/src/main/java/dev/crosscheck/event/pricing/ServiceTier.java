package dev.crosscheck.event.pricing;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How urgently a request is served. */
public enum ServiceTier {
    @JsonProperty("standard")
    STANDARD,
    /** Answered within hours. */
    @JsonProperty("batch")
    BATCH,
    /** Slower, when there is room. */
    @JsonProperty("flex")
    FLEX,
    /** Ahead of others. */
    @JsonProperty("priority")
    PRIORITY,
    /** More tokens a second. */
    @JsonProperty("fast")
    FAST
}
