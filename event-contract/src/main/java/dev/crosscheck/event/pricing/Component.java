package dev.crosscheck.event.pricing;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is being paid for, token by token. */
public enum Component {
    @JsonProperty("input")
    INPUT,
    @JsonProperty("output")
    OUTPUT,
    @JsonProperty("cache-read")
    CACHE_READ,
    @JsonProperty("cache-write")
    CACHE_WRITE,
    /** Written to a cache that is kept for an hour. */
    @JsonProperty("cache-write-1h")
    CACHE_WRITE_1H,
    @JsonProperty("reasoning")
    REASONING,
    @JsonProperty("audio-input")
    AUDIO_INPUT,
    @JsonProperty("audio-output")
    AUDIO_OUTPUT,
    @JsonProperty("image-input")
    IMAGE_INPUT,
    @JsonProperty("image-output")
    IMAGE_OUTPUT
}
