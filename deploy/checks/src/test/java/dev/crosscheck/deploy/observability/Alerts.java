package dev.crosscheck.deploy.observability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The rules of a file for Prometheus.
 *
 * @param alerts  those that call somebody
 * @param records expressions by the name that their answer is kept under
 */
record Alerts(List<Alert> alerts, Map<String, String> records) {

    /** @param annotations summary, description and where its runbook is */
    record Alert(String name, String expression, String severity, Map<String, String> annotations) {

        String annotation(String key) {
            return annotations.getOrDefault(key, "");
        }
    }

    static Alerts parse(String text) {
        List<Alert> alerts = new ArrayList<>();
        Map<String, String> records = new HashMap<>();
        for (Object group : list(map(strict().load(text)).get("groups"))) {
            for (Object rule : list(map(group).get("rules"))) {
                Map<String, Object> parts = map(rule);
                String expression = String.valueOf(parts.get("expr"));
                if (parts.containsKey("record")) {
                    records.put(String.valueOf(parts.get("record")), expression);
                } else {
                    alerts.add(new Alert(
                            String.valueOf(parts.get("alert")),
                            expression,
                            String.valueOf(map(parts.get("labels")).get("severity")),
                            texts(map(parts.get("annotations")))));
                }
            }
        }
        return new Alerts(alerts, records);
    }

    /** How often each alert is expected to fire, and to be silent, by the tests of a file for promtool. */
    static Map<String, Tried> tried(String tests) {
        Map<String, Tried> tried = new TreeMap<>();
        for (Object test : list(map(strict().load(tests)).get("tests"))) {
            for (Object question : list(map(test).get("alert_rule_test"))) {
                boolean fires = !list(map(question).get("exp_alerts")).isEmpty();
                tried.merge(
                        String.valueOf(map(question).get("alertname")),
                        new Tried(fires ? 1 : 0, fires ? 0 : 1),
                        (one, other) -> new Tried(one.fires + other.fires, one.silent + other.silent));
            }
        }
        return tried;
    }

    /** In how many tests it fires, and in how many it nearly does. */
    record Tried(int fires, int silent) {}

    /** A key that is there twice is a mistake, and whichever came last would win. */
    static Yaml strict() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(10_000_000);
        return new Yaml(new SafeConstructor(options));
    }

    @SuppressWarnings("unchecked") // Keys of these files are text; another one is not found.
    static Map<String, Object> map(Object node) {
        return node instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    @SuppressWarnings("unchecked") // What is in it is looked at one by one.
    static List<Object> list(Object node) {
        return node instanceof List<?> list ? (List<Object>) list : List.of();
    }

    private static Map<String, String> texts(Map<String, Object> node) {
        Map<String, String> texts = new HashMap<>();
        node.forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }
}
