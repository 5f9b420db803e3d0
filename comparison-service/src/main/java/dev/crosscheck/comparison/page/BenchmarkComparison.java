package dev.crosscheck.comparison.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The scores of several models, sorted by what can be done with them.
 *
 * <p>A score compares with another if both are of one benchmark, unit and direction and their settings
 * are equal; where both settings are wholly unstated, they must come from one source. A benchmark that two
 * models have, but not measured alike, is shown as not comparable. The rest is shown apart.
 *
 * @param comparable    each measured alike on at least two models
 * @param notComparable each known of at least two models, but not measured alike
 * @param unshared      each known of one model only
 */
record BenchmarkComparison(List<Shared> comparable, List<Beside> notComparable, List<Unshared> unshared) {

    /** Scores measured alike, by model; null where a model has none. */
    record Shared(List<@Nullable Measured> scores) {

        Measured first() {
            for (Measured score : scores) {
                if (score != null) {
                    return score;
                }
            }
            throw new IllegalStateException("a shared row without a score");
        }

        /** Decimals that hold every value of the row. */
        int decimals() {
            int decimals = 0;
            for (Measured score : scores) {
                decimals = score == null ? decimals : Math.max(decimals, score.decimals());
            }
            return decimals;
        }

        /** Name, and the setting if the source states one. */
        String label() {
            Measured first = first();
            return SettingText.isStated(first.score().setting())
                    ? first.benchmark() + " (" + first.setting() + ")"
                    : first.benchmark();
        }

        /** How far apart two scores are, without a sign, at the row's decimals: {@code 24.3 points}. */
        String gap(int one, int other) {
            Measured a = scores.get(one);
            Measured b = scores.get(other);
            if (a == null || b == null) {
                throw new IllegalStateException("a gap needs two scores");
            }
            BigDecimal gap = a.score().value().subtract(b.score().value()).abs();
            return Measured.gap(Decimals.atScale(gap, decimals()), a.unit());
        }
    }

    /** Scores of one benchmark that were not measured alike, by model. */
    record Beside(String id, String benchmark, List<List<Measured>> scores) {}

    /** A score that only one of the models has. */
    record Unshared(int model, Measured score) {}

    static BenchmarkComparison of(List<List<Measured>> scoresByModel) {
        int models = scoresByModel.size();
        Map<String, @Nullable Measured[]> byKey = new TreeMap<>();
        for (int model = 0; model < models; model++) {
            for (Measured score : scoresByModel.get(model)) {
                @Nullable Measured[] row = byKey.computeIfAbsent(score.key(), key -> new Measured[models]);
                row[model] = row[model] == null ? score : row[model];
            }
        }
        List<Shared> comparable = new ArrayList<>();
        Map<String, List<Unshared>> alone = new TreeMap<>();
        for (@Nullable Measured[] row : byKey.values()) {
            sort(row, comparable, alone);
        }
        List<Beside> notComparable = new ArrayList<>();
        List<Unshared> unshared = new ArrayList<>();
        for (List<Unshared> scores : alone.values()) {
            if (scores.stream().map(Unshared::model).distinct().count() > 1) {
                notComparable.add(beside(scores, models));
            } else {
                unshared.addAll(scores);
            }
        }
        return new BenchmarkComparison(comparable, notComparable, unshared);
    }

    private static void sort(@Nullable Measured[] row, List<Shared> comparable, Map<String, List<Unshared>> alone) {
        int known = 0;
        int last = -1;
        for (int model = 0; model < row.length; model++) {
            if (row[model] != null) {
                known++;
                last = model;
            }
        }
        Measured only = row[last];
        if (known > 1) {
            comparable.add(new Shared(Arrays.asList(row)));
        } else if (only != null) {
            alone.computeIfAbsent(only.score().benchmark().id(), id -> new ArrayList<>())
                    .add(new Unshared(last, only));
        }
    }

    private static Beside beside(List<Unshared> scores, int models) {
        Map<Integer, List<Measured>> byModel = new HashMap<>();
        for (Unshared score : scores) {
            byModel.computeIfAbsent(score.model(), model -> new ArrayList<>()).add(score.score());
        }
        List<List<Measured>> cells = new ArrayList<>();
        for (int model = 0; model < models; model++) {
            cells.add(byModel.getOrDefault(model, List.of()));
        }
        Measured first = scores.getFirst().score();
        return new Beside(first.score().benchmark().id(), first.benchmark(), cells);
    }
}
