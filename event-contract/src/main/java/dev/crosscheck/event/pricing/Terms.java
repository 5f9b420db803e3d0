package dev.crosscheck.event.pricing;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How an offer is paid for. Only {@link #PRICED} has rates; the other four are four different states. */
public enum Terms {
    @JsonProperty("priced")
    PRICED,
    /** Costs nothing, as the source says in so many words. */
    @JsonProperty("free")
    FREE,
    /** Included in a plan; there is no price per token. */
    @JsonProperty("subscription")
    SUBSCRIPTION,
    /** Depends on what the request is routed to. */
    @JsonProperty("varies")
    VARIES,
    @JsonProperty("unknown")
    UNKNOWN
}
