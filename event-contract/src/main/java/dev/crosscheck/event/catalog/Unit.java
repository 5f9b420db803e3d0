package dev.crosscheck.event.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a score counts. */
public enum Unit {
    /** 0 to 100. */
    @JsonProperty("percent")
    PERCENT,
    /** Points on an open scale, such as Elo. */
    @JsonProperty("points")
    POINTS,
    @JsonProperty("seconds")
    SECONDS,
    @JsonProperty("tokens-per-second")
    TOKENS_PER_SECOND,
    @JsonProperty("watt-hours")
    WATT_HOURS,
    @JsonProperty("tonnes-co2e")
    TONNES_CO2E,
    @JsonProperty("usd")
    USD
}
