package dev.crosscheck.event.pricing;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a provider runs the models it sells. */
public enum ProviderKind {
    /** Made the models it serves. */
    @JsonProperty("maker")
    MAKER,
    /** Serves models of others on machines it answers for. */
    @JsonProperty("host")
    HOST,
    /** Passes requests on to other providers, and so is no further route to count beside them. */
    @JsonProperty("aggregator")
    AGGREGATOR,
    @JsonProperty("unknown")
    UNKNOWN
}
