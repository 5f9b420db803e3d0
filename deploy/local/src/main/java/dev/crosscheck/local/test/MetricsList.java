package dev.crosscheck.local.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Metrics as the list in {@code docs/observability.md} has them, and as a service tells them. */
public final class MetricsList {

    private static final String DOCUMENT = "docs/observability.md";
    private static final int CELLS = 8;
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");
    /** What a histogram or a summary says beside its name, and the labels that only say where in it. */
    private static final Pattern PART = Pattern.compile("_(bucket|count|sum|max)$");

    private static final Set<String> WITHIN = Set.of("le", "quantile");

    /**
     * One metric.
     *
     * @param type   {@code counter}, {@code gauge}, {@code histogram} or {@code summary}
     * @param labels their names
     */
    public record Metric(String type, SortedSet<String> labels) {}

    /**
     * One row of the list.
     *
     * @param in which services have it, or what else tells it
     */
    public record Documented(Metric metric, String in) {

        /** @param service such as {@code pricing-service} */
        public boolean isTold(String service) {
            return in.startsWith("all")
                    || Arrays.asList(in.split(", ")).contains(service.substring(0, service.indexOf('-')));
        }

        /** Whether it is not always there. */
        public boolean isLate() {
            return in.endsWith("once counted") || in.endsWith("where there are limits");
        }
    }

    /** Every row of all lists. @param project the folder of the project */
    public static SortedMap<String, Documented> documented(Path project) {
        try {
            SortedMap<String, Documented> rows = new TreeMap<>();
            for (String line : Files.readAllLines(project.resolve(DOCUMENT))) {
                if (line.startsWith("| `")) {
                    String[] cells = line.split("\\|", -1);
                    if (cells.length == CELLS + 1) {
                        rows.put(codes(cells[1]).first(), row(cells));
                    }
                }
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is told. @param page an answer of {@code /prometheus} */
    public static SortedMap<String, Metric> told(String page) {
        SortedMap<String, String> types = new TreeMap<>();
        TYPE.matcher(page).results().forEach(type -> types.put(type.group(1), type.group(2)));
        SortedMap<String, SortedSet<String>> labels = new TreeMap<>();
        SAMPLE.matcher(page)
                .results()
                .forEach(sample -> labels.computeIfAbsent(family(sample.group(1), types), _ -> new TreeSet<>())
                        .addAll(labels(sample)));
        SortedMap<String, Metric> told = new TreeMap<>();
        types.forEach((name, type) -> {
            if (!isPartOfAnother(name, types)) {
                told.put(name, new Metric(type, labels.getOrDefault(name, new TreeSet<>())));
            }
        });
        return told;
    }

    /** The name of the metric that a series is a part of, if it is of one of these. */
    public static String family(String series, SortedMap<String, ?> known) {
        String whole = PART.matcher(series).replaceFirst("");
        return known.containsKey(series) && !isPartOfAnother(series, known) || !known.containsKey(whole)
                ? series
                : whole;
    }

    /** The longest of a timer is a gauge beside it. */
    private static boolean isPartOfAnother(String name, SortedMap<String, ?> known) {
        return name.endsWith("_max") && known.containsKey(name.substring(0, name.length() - "_max".length()));
    }

    private static Set<String> labels(MatchResult sample) {
        return sample.group(2) == null
                ? Set.of()
                : LABEL.matcher(sample.group(2))
                        .results()
                        .map(label -> label.group(1))
                        .filter(label -> !WITHIN.contains(label))
                        .collect(Collectors.toSet());
    }

    private static Documented row(String[] cells) {
        return new Documented(new Metric(cells[2].strip(), codes(cells[4])), cells[5].strip());
    }

    private static SortedSet<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private MetricsList() {}
}
