package dev.crosscheck.comparison.web;

import dev.crosscheck.comparison.page.SettingText;
import dev.crosscheck.event.catalog.Setting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What models and benchmarks are called at one moment. To find a name takes a look at every model, so it is found once,
 * however often a page, and the pages after it, say it.
 */
final class Names {

    private final List<Digest> models;
    private final Map<String, String> byId = new HashMap<>();
    private final Map<String, String> benchmarks = new ConcurrentHashMap<>();

    Names(List<Digest> models) {
        this.models = models;
        models.forEach(model -> byId.put(model.id(), model.name()));
    }

    /** By identity: a list in which something has changed is another one. */
    @SuppressWarnings("ReferenceEquality")
    boolean areOf(List<Digest> all) {
        return models == all;
    }

    String model(String id) {
        return byId.getOrDefault(id, id);
    }

    /**
     * The name of a benchmark, with how it was run where that is stated.
     *
     * @param key as the leaders of a page have it
     */
    String benchmark(String key) {
        return benchmarks.computeIfAbsent(key, this::find);
    }

    private String find(String key) {
        for (Digest model : models) {
            for (Digest.ScoreKey score : model.scores().keySet()) {
                // Its key begins with it: most are told apart without making theirs.
                if (key.startsWith(score.benchmark())
                        && key.equals(SettingText.leaderKey(score.benchmark(), score.setting()))) {
                    return score.setting().equals(Setting.UNSTATED)
                            ? score.name()
                            : score.name() + " (" + SettingText.of(score.setting()) + ")";
                }
            }
        }
        return key;
    }
}
