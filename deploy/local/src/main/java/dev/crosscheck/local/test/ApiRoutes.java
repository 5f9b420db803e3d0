package dev.crosscheck.local.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Routes as {@code GET /v1/models/{}}: those that a document names, and those of an API description. */
public final class ApiRoutes {

    private static final Path DOCUMENT = Path.of("../docs/api.md");
    private static final Pattern CODE = Pattern.compile("`(?:(GET|POST) )?(/[^`? ]*)[^`]*`");
    private static final Pattern PARAMETER = Pattern.compile("[?&](\\w+)=");
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    /**
     * The routes in the tables of the document under these headings.
     *
     * @param headings the beginnings of headings of second rank
     */
    public static SortedSet<String> documented(String... headings) {
        return new TreeSet<>(rules(headings).keySet());
    }

    /**
     * The same routes, each with the roles that it is open to: the words of the second column.
     *
     * @param headings the beginnings of headings of second rank
     */
    public static SortedMap<String, Set<String>> rules(String... headings) {
        SortedMap<String, Set<String>> routes = new TreeMap<>();
        boolean within = false;
        for (String line : lines()) {
            if (line.startsWith("## ")) {
                within = Arrays.stream(headings).anyMatch(line.substring(3)::startsWith);
            } else if (within && line.startsWith("| `")) {
                String method = "";
                String[] cells = line.split(" \\| ", 3);
                for (MatchResult code : CODE.matcher(cells[0]).results().toList()) {
                    method = code.group(1) == null ? method : code.group(1);
                    routes.put(method + " " + nameless(code.group(2)), Set.of(cells[1].split(", ")));
                }
            }
        }
        return routes;
    }

    /**
     * What those of them cost that cost much: the third column, where a table has one. As {@code wide}, or as
     * {@code past with asOf, knownAt} if the route stands there once more without these parameters and costs little.
     *
     * @param headings the beginnings of headings of second rank
     */
    public static SortedMap<String, String> costs(String... headings) {
        SortedMap<String, String> costs = new TreeMap<>();
        Set<String> cheap = new TreeSet<>();
        SortedMap<String, String> parameters = new TreeMap<>();
        boolean within = false;
        boolean hasCosts = false;
        for (String line : lines()) {
            if (line.startsWith("## ")) {
                within = Arrays.stream(headings).anyMatch(line.substring(3)::startsWith);
            } else if (line.startsWith("| request |")) {
                hasCosts = line.contains("| costs |");
            } else if (within && hasCosts && line.startsWith("| `")) {
                String[] cells = line.split("\\|", 5);
                String cost = cells[3].strip();
                String method = "";
                for (MatchResult code : CODE.matcher(cells[1]).results().toList()) {
                    method = code.group(1) == null ? method : code.group(1);
                    String route = method + " " + nameless(code.group(2));
                    if (cost.isEmpty()) {
                        cheap.add(route);
                    } else {
                        costs.put(route, cost);
                        parameters.put(route, named(code.group()));
                    }
                }
            }
        }
        costs.replaceAll((route, cost) -> cheap.contains(route) ? cost + " with " + parameters.get(route) : cost);
        return costs;
    }

    /** The names of the parameters of {@code `/v1/models?after=&limit=`}: {@code after, limit}. */
    private static String named(String code) {
        return PARAMETER.matcher(code).results().map(match -> match.group(1)).collect(Collectors.joining(", "));
    }

    /** @param paths the {@code paths} of an OpenAPI document: methods by path */
    public static SortedSet<String> described(Map<String, ? extends Map<String, ?>> paths) {
        SortedSet<String> routes = new TreeSet<>();
        paths.forEach((path, operations) -> METHODS.stream()
                .filter(operations::containsKey)
                .forEach(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + nameless(path))));
        return routes;
    }

    /** Without the names of what varies in a path, and without what may be left out of it. */
    public static String nameless(String path) {
        return path.replaceAll("\\{[/?&]\\w+[^}]*}", "").replaceAll("\\{\\w+}", "{}");
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(DOCUMENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ApiRoutes() {}
}
