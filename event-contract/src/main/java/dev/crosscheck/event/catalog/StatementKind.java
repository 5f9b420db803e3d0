package dev.crosscheck.event.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a statement is about. */
public enum StatementKind {
    @JsonProperty("positioning")
    POSITIONING,
    @JsonProperty("pricing-model")
    PRICING_MODEL,
    @JsonProperty("use-case")
    USE_CASE,
    @JsonProperty("strength")
    STRENGTH,
    @JsonProperty("limitation")
    LIMITATION,
    @JsonProperty("ecosystem")
    ECOSYSTEM,
    /** For whom it is a fit; names an audience. */
    @JsonProperty("recommendation")
    RECOMMENDATION
}
