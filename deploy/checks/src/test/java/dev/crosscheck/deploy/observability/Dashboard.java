package dev.crosscheck.deploy.observability;

import static dev.crosscheck.deploy.observability.Alerts.list;
import static dev.crosscheck.deploy.observability.Alerts.map;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A dashboard of Grafana.
 *
 * @param queries what its variables and notes ask, by what they are
 */
record Dashboard(
        String uid, String title, Set<String> variables, List<Dashboard.Panel> panels, Map<String, String> queries) {

    /** @param sources where its figures come from */
    record Panel(
            Object id, String title, String unit, String description, List<String> expressions, Set<String> sources) {}

    /** JSON is YAML as well. */
    static Dashboard parse(String json) {
        Map<String, Object> root = map(Alerts.strict().load(json));
        Set<String> variables = new HashSet<>();
        Map<String, String> queries = new TreeMap<>();
        for (Object variable : list(map(root.get("templating")).get("list"))) {
            String name = String.valueOf(map(variable).get("name"));
            variables.add(name);
            if ("query".equals(map(variable).get("type"))) {
                String query = String.valueOf(map(map(variable).get("query")).get("query"));
                // label_values(metric, label)
                queries.put(
                        "variable " + name,
                        query.replaceFirst("^label_values\\((.*), (\\w+)\\)$", "count by ($2) ($1)"));
            }
        }
        for (Object note : list(map(root.get("annotations")).get("list"))) {
            queries.put(
                    "note " + map(note).get("name"), String.valueOf(map(note).get("expr")));
        }
        List<Panel> panels = new ArrayList<>();
        for (Object panel : list(root.get("panels"))) {
            if (!"row".equals(map(panel).get("type"))) {
                panels.add(panel(map(panel)));
            }
        }
        return new Dashboard(text(root, "uid"), text(root, "title"), variables, panels, queries);
    }

    /** Every expression, by where it is. */
    Map<String, String> expressions() {
        Map<String, String> all = new TreeMap<>();
        queries.forEach((where, query) -> all.put(title + ", " + where, query));
        for (Panel panel : panels) {
            for (int i = 0; i < panel.expressions().size(); i++) {
                all.put(
                        title + ", " + panel.title() + " " + i,
                        panel.expressions().get(i));
            }
        }
        return all;
    }

    private static Panel panel(Map<String, Object> panel) {
        List<String> expressions = new ArrayList<>();
        Set<String> sources = new HashSet<>();
        sources.add(text(map(panel.get("datasource")), "uid"));
        for (Object target : list(panel.get("targets"))) {
            expressions.add(text(map(target), "expr"));
            sources.add(text(map(map(target).get("datasource")), "uid"));
        }
        return new Panel(
                String.valueOf(panel.get("id")),
                text(panel, "title"),
                text(map(map(panel.get("fieldConfig")).get("defaults")), "unit"),
                text(panel, "description"),
                expressions,
                sources);
    }

    private static String text(Map<String, Object> node, String key) {
        return String.valueOf(node.getOrDefault(key, ""));
    }
}
