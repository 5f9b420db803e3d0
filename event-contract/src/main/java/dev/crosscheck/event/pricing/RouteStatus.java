package dev.crosscheck.event.pricing;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a route can be used. */
public enum RouteStatus {
    @JsonProperty("live")
    LIVE,
    /** Works today, for whoever accepts changes without notice. */
    @JsonProperty("beta")
    BETA,
    /** Still listed, on its way out; nobody should start on it. */
    @JsonProperty("deprecated")
    DEPRECATED,
    /** Gone. */
    @JsonProperty("retired")
    RETIRED
}
