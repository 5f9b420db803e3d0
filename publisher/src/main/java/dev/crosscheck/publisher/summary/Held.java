package dev.crosscheck.publisher.summary;

import org.jspecify.annotations.Nullable;

/**
 * A price that a person should look at before it is shown.
 *
 * @param event its id
 * @param at    its place in the file that it came from; null if nobody knows
 */
public record Held(String event, @Nullable String at, String model, String provider, String reason) {

    public Held at(@Nullable String place) {
        return new Held(event, place, model, provider, reason);
    }

    /** For people: {@code prices.csv:12: m on groq, event 5f0c…: input: $900 (expected: …)}. */
    @Override
    public String toString() {
        return (at == null ? "" : at + ": ") + model + " on " + provider + ", event " + event + ": " + reason;
    }
}
