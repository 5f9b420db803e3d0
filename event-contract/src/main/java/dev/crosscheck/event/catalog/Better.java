package dev.crosscheck.event.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which way a benchmark's values improve. */
public enum Better {
    @JsonProperty("higher")
    HIGHER,
    @JsonProperty("lower")
    LOWER
}
