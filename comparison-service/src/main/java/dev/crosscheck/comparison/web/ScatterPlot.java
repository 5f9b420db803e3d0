package dev.crosscheck.comparison.web;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.comparison.page.SettingText;
import dev.crosscheck.comparison.page.Usd;
import dev.crosscheck.comparison.web.Digest.ScoreKey;
import dev.crosscheck.comparison.web.ScatterView.Dot;
import dev.crosscheck.comparison.web.ScatterView.Mark;
import dev.crosscheck.comparison.web.ScatterView.Tick;
import dev.crosscheck.event.catalog.Better;
import dev.crosscheck.event.catalog.Setting;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Draws score against price: every model with both, the Pareto frontier, and some models highlighted.
 * Pure: the same models give the same picture.
 */
final class ScatterPlot {

    static final int WIDTH = 960;
    static final int HEIGHT = 480;
    static final int LEFT = 76;
    static final int RIGHT = 20;
    static final int TOP = 20;
    static final int BOTTOM = 52;

    /** A model that can be drawn. */
    private record Point(Digest model, double price, double score) {}

    /**
     * The benchmark to plot: one that all highlighted models have a score in, and then the one that
     * most models have one in.
     *
     * @return empty if no benchmark has two models with a price and a score
     */
    static Optional<ScoreKey> benchmark(Collection<Digest> all, List<String> highlighted) {
        Map<ScoreKey, Integer> drawn = new HashMap<>();
        Map<ScoreKey, Integer> shared = new HashMap<>();
        for (Digest model : all) {
            if (isOnPriceAxis(model)) {
                model.scores().keySet().forEach(key -> {
                    drawn.merge(key, 1, Integer::sum);
                    if (highlighted.contains(model.id())) {
                        shared.merge(key, 1, Integer::sum);
                    }
                });
            }
        }
        return drawn.entrySet().stream()
                .filter(entry -> entry.getValue() >= 2)
                .min(Comparator.<Map.Entry<ScoreKey, Integer>>comparingInt(
                                entry -> -shared.getOrDefault(entry.getKey(), 0))
                        .thenComparingInt(entry -> -entry.getValue())
                        .thenComparing(entry -> entry.getKey().benchmark())
                        .thenComparing(entry -> entry.getKey().setting().toString()))
                .map(Map.Entry::getKey);
    }

    /**
     * @param highlighted ids in the order of their marks; those that cannot be drawn are told apart
     * @return empty if fewer than two models have a price above zero and a score
     */
    static Optional<ScatterView> of(Collection<Digest> all, ScoreKey benchmark, List<String> highlighted) {
        List<Point> points = new ArrayList<>();
        int free = 0;
        for (Digest model : all) {
            BigDecimal score = model.scores().get(benchmark);
            if (score != null && isOnPriceAxis(model)) {
                points.add(new Point(model, price(model), score.doubleValue()));
            } else if (score != null
                    && model.blended() != null
                    && model.blended().isZero()) {
                free++;
            }
        }
        if (points.size() < 2) {
            return Optional.empty();
        }
        points.sort(Comparator.comparingDouble(Point::price)
                .thenComparing(point -> point.model().id()));
        boolean higher = benchmark.better() == Better.HIGHER;
        List<Point> frontier = frontier(points, higher);
        Axis x = Axis.logarithmic(points.getFirst().price(), points.getLast().price(), LEFT, WIDTH - RIGHT);
        Axis y = Axis.linear(
                points.stream().mapToDouble(Point::score).min().orElseThrow(),
                points.stream().mapToDouble(Point::score).max().orElseThrow(),
                HEIGHT - BOTTOM,
                TOP);
        return Optional.of(new ScatterView(
                benchmark.benchmark(),
                label(benchmark),
                higher,
                ticks(x, true),
                ticks(y, false),
                path(frontier, x, y),
                background(points, highlighted, x, y),
                marks(points, highlighted, x, y),
                names(frontier, marks(points, highlighted, x, y), x, y),
                frontier.stream().map(point -> dot(point, benchmark)).toList(),
                points.stream().map(point -> dot(point, benchmark)).toList(),
                highlighted.stream()
                        .filter(id -> points.stream()
                                .noneMatch(point -> point.model().id().equals(id)))
                        .map(id -> nameOf(all, id))
                        .toList(),
                free));
    }

    /** Those that no other model beats on price and score at once, by price. */
    private static List<Point> frontier(List<Point> byPrice, boolean higher) {
        List<Point> frontier = new ArrayList<>();
        for (Point point : byPrice) {
            if (!frontier.isEmpty()) {
                Point best = frontier.getLast();
                double ahead = higher ? point.score() - best.score() : best.score() - point.score();
                if (ahead <= 0) {
                    continue;
                }
                if (point.price() == best.price()) {
                    frontier.removeLast();
                }
            }
            frontier.add(point);
        }
        return frontier;
    }

    /** Steps: up to the price of the next model, nothing better than the last one can be had. */
    private static String path(List<Point> frontier, Axis x, Axis y) {
        StringBuilder path = new StringBuilder();
        for (Point point : frontier) {
            long atX = x.place(point.price());
            long atY = y.place(point.score());
            path.append(path.isEmpty() ? "M" + atX + " " + atY : "H" + atX + "V" + atY);
        }
        return path.append('H').append(WIDTH - RIGHT).toString();
    }

    /** Models that fall on the same spot are drawn once, so that the picture stays small however many there are. */
    private static List<Dot> background(List<Point> points, List<String> highlighted, Axis x, Axis y) {
        Map<Long, Dot> bySpot = new LinkedHashMap<>();
        for (Point point : points) {
            if (!highlighted.contains(point.model().id())) {
                long atX = x.place(point.price());
                long atY = y.place(point.score());
                bySpot.putIfAbsent(atX * HEIGHT + atY, new Dot(atX, atY));
            }
        }
        return List.copyOf(bySpot.values());
    }

    private static List<Mark> marks(List<Point> points, List<String> highlighted, Axis x, Axis y) {
        List<Mark> marks = new ArrayList<>();
        for (Point point : points) {
            int index = highlighted.indexOf(point.model().id());
            if (index >= 0) {
                long atX = x.place(point.price());
                marks.add(new Mark(
                        atX, y.place(point.score()), index, point.model().name(), atX > (LEFT + WIDTH - RIGHT) / 2));
            }
        }
        marks.sort(Comparator.comparingInt(Mark::index));
        return Mark.apart(marks);
    }

    /** The models on the frontier by name, as far as there is room beside the highlighted ones. */
    private static List<Mark> names(List<Point> frontier, List<Mark> marks, Axis x, Axis y) {
        List<Mark> named = new ArrayList<>();
        for (Point point : frontier) {
            long atX = x.place(point.price());
            Mark name = new Mark(atX, y.place(point.score()), -1, point.model().name(), atX > (LEFT + WIDTH) * 2 / 3);
            if (!name.collides(marks) && !name.collides(named)) {
                named.add(name);
            }
        }
        return List.copyOf(named);
    }

    private static List<Tick> ticks(Axis axis, boolean usd) {
        return axis.ticks().stream()
                .map(value -> new Tick(axis.place(value.doubleValue()), usd ? Usd.exact(value) : value.toPlainString()))
                .toList();
    }

    private static ScatterView.Row dot(Point point, ScoreKey benchmark) {
        return new ScatterView.Row(
                point.model().id(),
                point.model().name(),
                Usd.exact(requireNonNull(point.model().blended())),
                requireNonNull(point.model().scores().get(benchmark))
                        .stripTrailingZeros()
                        .toPlainString());
    }

    /** Such as "MMLU-Pro (5-shot)". */
    static String label(ScoreKey score) {
        return score.setting().equals(Setting.UNSTATED)
                ? score.name()
                : score.name() + " (" + SettingText.of(score.setting()) + ")";
    }

    private static String nameOf(Collection<Digest> all, String id) {
        return all.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .map(Digest::name)
                .orElse(id);
    }

    private static boolean isOnPriceAxis(Digest model) {
        return model.blended() != null && !model.blended().isZero();
    }

    private static double price(Digest model) {
        return requireNonNull(model.blended()).amount().doubleValue();
    }

    private ScatterPlot() {}
}
