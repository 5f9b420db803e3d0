package dev.crosscheck.event.catalog;

import dev.crosscheck.event.Texts;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a benchmark was run. Scores compare only if their settings are equal.
 *
 * @param version    of the benchmark, such as {@code 2.1}
 * @param metric     such as {@code pass@1}
 * @param harness    the program that ran it, such as {@code Terminus-2}
 * @param shots      examples in the prompt
 * @param variant    what was special about the model or the run, such as {@code thinking 16K}
 * @param conditions further conditions by name, such as {@code inputTokens: 32768}
 */
public record Setting(
        @Nullable String version,
        @Nullable String metric,
        @Nullable String harness,
        @Nullable Integer shots,
        @Nullable String variant,
        Map<String, String> conditions) {

    public static final Setting UNSTATED = new Setting(null, null, null, null, null, Map.of());

    public Setting {
        require("setting.version", version);
        require("setting.metric", metric);
        require("setting.harness", harness);
        require("setting.variant", variant);
        conditions = conditions == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(conditions));
        conditions.forEach((name, value) -> {
            require("setting.conditions", name);
            require("setting.conditions." + name, value);
        });
    }

    private static void require(String field, @Nullable String text) {
        if (text != null) {
            Texts.requireLength(field, text, 1, 120);
        }
    }
}
