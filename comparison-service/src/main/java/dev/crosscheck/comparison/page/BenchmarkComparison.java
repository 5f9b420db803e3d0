package dev.crosscheck.comparison.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
            return first().label();
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

    /** @param scoresByModel of each model in order of their keys, each key once */
    static BenchmarkComparison of(List<List<Measured>> scoresByModel) {
        BenchmarkComparison comparison =
                new BenchmarkComparison(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        int[] next = new int[scoresByModel.size()];
        List<Unshared> alone = new ArrayList<>();
        for (String key = least(scoresByModel, next); key != null; key = least(scoresByModel, next)) {
            comparison.sort(row(key, scoresByModel, next), alone);
        }
        comparison.settle(alone, next.length);
        return comparison;
    }

    /** The least key that no row has yet; null if all have one. */
    private static @Nullable String least(List<List<Measured>> scoresByModel, int[] next) {
        String least = null;
        for (int model = 0; model < next.length; model++) {
            List<Measured> scores = scoresByModel.get(model);
            if (next[model] < scores.size()) {
                String key = scores.get(next[model]).key();
                least = least == null || key.compareTo(least) < 0 ? key : least;
            }
        }
        return least;
    }

    private static @Nullable Measured[] row(String key, List<List<Measured>> scoresByModel, int[] next) {
        @Nullable Measured[] row = new Measured[next.length];
        for (int model = 0; model < next.length; model++) {
            List<Measured> scores = scoresByModel.get(model);
            if (next[model] < scores.size() && scores.get(next[model]).key().equals(key)) {
                row[model] = scores.get(next[model]++);
            }
        }
        return row;
    }

    /** @param alone those of the same benchmark that are of one model each; keys begin with it, so they come together */
    private void sort(@Nullable Measured[] row, List<Unshared> alone) {
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
            if (!alone.isEmpty() && !isOfBenchmark(alone.getFirst().score(), only)) {
                settle(alone, row.length);
            }
            alone.add(new Unshared(last, only));
        }
    }

    private static boolean isOfBenchmark(Measured one, Measured other) {
        return one.score().benchmark().id().equals(other.score().benchmark().id());
    }

    /** What is known to be of several models is shown beside each other. */
    private void settle(List<Unshared> alone, int models) {
        int known = 0;
        for (int i = 0; i < alone.size(); i++) {
            known |= 1 << alone.get(i).model();
        }
        if (Integer.bitCount(known) > 1) {
            notComparable.add(beside(alone, models));
        } else {
            unshared.addAll(alone);
        }
        alone.clear();
    }

    private static Beside beside(List<Unshared> scores, int models) {
        List<List<Measured>> cells = new ArrayList<>(models);
        for (int model = 0; model < models; model++) {
            List<Measured> ofModel = new ArrayList<>();
            for (Unshared score : scores) {
                if (score.model() == model) {
                    ofModel.add(score.score());
                }
            }
            cells.add(ofModel);
        }
        Measured first = scores.getFirst().score();
        return new Beside(first.score().benchmark().id(), first.benchmark(), cells);
    }
}
