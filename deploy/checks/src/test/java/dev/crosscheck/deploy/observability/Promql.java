package dev.crosscheck.deploy.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an expression of Prometheus looks at. It is no parser: promtool says whether the expression is one. */
final class Promql {

    private static final Set<String> WORDS =
            Set.of("by", "without", "and", "or", "unless", "on", "ignoring", "offset", "bool");
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern WINDOW = Pattern.compile("\\[[^]]*]");
    private static final Pattern LABELS = Pattern.compile("\\b(by|without|on|ignoring)\\s*\\(([^)]*)\\)");
    private static final Pattern SELECTOR = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)?\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Pattern NAME = Pattern.compile("(?<![0-9.$\\w])[a-zA-Z_:][a-zA-Z0-9_:]*(?!\\w)(?!\\s*\\()");

    /**
     * One metric, and the labels that it is looked at by.
     *
     * @param labels in the braces behind it
     */
    record Selector(String metric, Set<String> labels) {}

    /** All metrics of an expression, each as often as it is there. */
    static List<Selector> selectors(String expression) {
        List<Selector> selectors = new ArrayList<>();
        String bare =
                WINDOW.matcher(STRING.matcher(expression).replaceAll("\"\"")).replaceAll("");
        bare = LABELS.matcher(bare).replaceAll(" ");
        for (MatchResult selector : SELECTOR.matcher(bare).results().toList()) {
            selectors.add(new Selector(String.valueOf(selector.group(1)), labels(selector.group(2))));
        }
        NAME.matcher(SELECTOR.matcher(bare).replaceAll(" "))
                .results()
                .map(MatchResult::group)
                .filter(name -> !WORDS.contains(name) && !name.matches("\\d+[smhdw]"))
                .forEach(name -> selectors.add(new Selector(name, Set.of())));
        return selectors;
    }

    /** The labels that results are grouped by. */
    static Set<String> groupedBy(String expression) {
        Set<String> labels = new TreeSet<>();
        Matcher groups = LABELS.matcher(STRING.matcher(expression).replaceAll("\"\""));
        while (groups.find()) {
            for (String label : groups.group(2).split(",")) {
                labels.add(label.strip());
            }
        }
        labels.remove("");
        return labels;
    }

    private static Set<String> labels(String braces) {
        Set<String> labels = new TreeSet<>();
        LABEL.matcher(braces).results().forEach(label -> labels.add(label.group(1)));
        return labels;
    }

    private Promql() {}
}
