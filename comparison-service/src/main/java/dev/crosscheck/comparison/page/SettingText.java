package dev.crosscheck.comparison.page;

import dev.crosscheck.event.catalog.Setting;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a benchmark was run, in words and as a key. */
public final class SettingText {

    /** For readers: {@code 5-shot, version 2.1}; {@code setting not stated} if nothing is. */
    public static String of(Setting setting) {
        StringBuilder text = new StringBuilder();
        add(text, setting.shots() == null ? null : setting.shots() + "-shot");
        add(text, setting.version() == null ? null : "version " + clean(setting.version()));
        add(text, setting.metric() == null ? null : clean(setting.metric()));
        add(text, setting.harness() == null ? null : "harness " + clean(setting.harness()));
        add(text, setting.variant() == null ? null : clean(setting.variant()));
        for (Map.Entry<String, String> condition : setting.conditions().entrySet()) {
            add(text, clean(condition.getKey()) + " " + clean(condition.getValue()));
        }
        return text.isEmpty() ? "setting not stated" : text.toString();
    }

    static boolean isStated(Setting setting) {
        return !setting.equals(Setting.UNSTATED);
    }

    /** Equal for equal settings only. */
    public static String key(Setting setting) {
        if (!isStated(setting)) {
            return "";
        }
        StringBuilder key = new StringBuilder();
        keyed(key, "version", setting.version());
        keyed(key, "metric", setting.metric());
        keyed(key, "harness", setting.harness());
        keyed(key, "shots", setting.shots());
        keyed(key, "variant", setting.variant());
        setting.conditions().forEach((name, value) -> keyed(key, "condition " + name, value));
        return key.toString();
    }

    /** Equal for equal benchmarks in equal settings only: what the leaders of a page are listed by. */
    public static String leaderKey(String benchmark, Setting setting) {
        String key = key(setting);
        return benchmark + (key.isEmpty() ? "" : ":" + key.toLowerCase(Locale.ROOT));
    }

    private static void add(StringBuilder text, @Nullable String part) {
        if (part != null) {
            text.append(text.isEmpty() ? "" : ", ").append(part);
        }
    }

    private static void keyed(StringBuilder key, String name, @Nullable Object value) {
        if (value != null) {
            // Lengths keep apart what a separator within a value would run together.
            String text = value.toString();
            key.append(key.isEmpty() ? "" : ";")
                    .append(name)
                    .append('[')
                    .append(text.length())
                    .append("]=")
                    .append(text);
        }
    }

    private static String clean(String text) {
        return PlainText.clean(text, PlainText.NAME, "unreadable");
    }

    private SettingText() {}
}
