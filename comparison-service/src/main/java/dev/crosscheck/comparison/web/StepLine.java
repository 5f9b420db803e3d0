package dev.crosscheck.comparison.web;

import dev.crosscheck.event.pricing.PriceSheet.PricePoint;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A price over time as a line of steps: a price holds until the next one. Pure.
 *
 * @param input  SVG path; empty if there is no input price
 * @param output SVG path; empty if there is no output price
 * @param top    the highest price drawn, for the axis
 * @param since  day of the first point
 * @param until  day of the last
 */
public record StepLine(String input, String output, String top, String since, String until) {

    static final int WIDTH = 480;
    static final int HEIGHT = 96;
    private static final int EDGE = 8;

    /**
     * @param history oldest first
     * @return null if the price never moved, or fewer than two points have one
     */
    static @Nullable StepLine of(List<PricePoint> history) {
        List<PricePoint> points = history.stream()
                .filter(point -> point.input() != null || point.output() != null)
                .toList();
        Instant first = points.isEmpty() ? Instant.EPOCH : points.getFirst().validFrom();
        Instant last = points.isEmpty() ? Instant.EPOCH : points.getLast().validFrom();
        UsdPerMtok highest = points.stream()
                .flatMap(point -> Stream.of(point.input(), point.output()))
                .filter(Objects::nonNull)
                .max(UsdPerMtok::compareTo)
                .orElse(UsdPerMtok.ZERO);
        if (points.size() < 2 || !first.isBefore(last) || highest.isZero()) {
            return null;
        }
        return new StepLine(
                path(points, PricePoint::input, first, last, highest),
                path(points, PricePoint::output, first, last, highest),
                dev.crosscheck.comparison.page.Usd.exact(highest),
                PageView.day(first),
                PageView.day(last));
    }

    private static String path(
            List<PricePoint> points,
            Function<PricePoint, @Nullable UsdPerMtok> price,
            Instant first,
            Instant last,
            UsdPerMtok highest) {
        StringBuilder path = new StringBuilder();
        double span = last.toEpochMilli() - first.toEpochMilli();
        // The last price still holds, and so has a length of its own.
        double room = (WIDTH - 2.0 * EDGE) * 0.9;
        boolean drawing = false;
        for (PricePoint point : points) {
            UsdPerMtok amount = price.apply(point);
            long x = Math.round(EDGE + room * (point.validFrom().toEpochMilli() - first.toEpochMilli()) / span);
            if (drawing) {
                path.append('H').append(x);
            }
            if (amount == null) {
                drawing = false;
            } else {
                long y = Math.round(HEIGHT
                        - EDGE
                        - (HEIGHT - 2.0 * EDGE)
                                * (amount.amount().doubleValue()
                                        / highest.amount().doubleValue()));
                path.append(drawing ? "V" + y : "M" + x + " " + y);
                drawing = true;
            }
        }
        return drawing ? path.append('H').append(WIDTH - EDGE).toString() : path.toString();
    }

    static List<PricePoint> inOrder(List<PricePoint> history) {
        List<PricePoint> sorted = new ArrayList<>(history);
        sorted.sort(java.util.Comparator.comparing(PricePoint::validFrom).thenComparing(PricePoint::recordedAt));
        return sorted;
    }
}
