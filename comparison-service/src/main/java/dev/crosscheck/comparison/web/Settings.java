package dev.crosscheck.comparison.web;

import dev.crosscheck.event.catalog.Setting;
import java.util.ArrayList;
import java.util.List;

/** How a benchmark was run, in words. */
final class Settings {

    /** Such as "MMLU-Pro (5-shot, Terminus-2)". */
    static String label(Digest.ScoreKey score) {
        String setting = of(score.setting());
        return setting.isEmpty() ? score.name() : score.name() + " (" + setting + ")";
    }

    /** Such as "version 2.1, 5-shot"; empty if nothing is stated. */
    static String of(Setting setting) {
        List<String> words = new ArrayList<>();
        if (setting.version() != null) {
            words.add("version " + setting.version());
        }
        if (setting.metric() != null) {
            words.add(setting.metric());
        }
        if (setting.shots() != null) {
            words.add(setting.shots() + "-shot");
        }
        if (setting.harness() != null) {
            words.add("harness " + setting.harness());
        }
        if (setting.variant() != null) {
            words.add(setting.variant());
        }
        setting.conditions().forEach((name, value) -> words.add(FieldLabels.of(name) + " " + value));
        return String.join(", ", words);
    }

    private Settings() {}
}
