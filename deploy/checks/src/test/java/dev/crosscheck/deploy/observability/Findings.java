package dev.crosscheck.deploy.observability;

import dev.crosscheck.deploy.observability.Alerts.Alert;
import dev.crosscheck.deploy.observability.Alerts.Tried;
import dev.crosscheck.local.test.MetricsList;
import dev.crosscheck.local.test.MetricsList.Documented;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** What is wrong with alerts and dashboards. Each method gives a sentence for each mistake, none if there is none. */
final class Findings {

    /** The last one is a label of the pod, where there is one: what PodMonitor/services takes over. */
    private static final Set<String> OF_EVERY_TARGET =
            Set.of("job", "instance", "le", "quantile", "app_kubernetes_io_component");

    private static final Set<String> SEVERITIES = Set.of("page", "ticket");
    /** What Prometheus makes of the rules themselves. */
    private static final String ALERTS = "ALERTS";

    private static final Set<String> OF_ALERTS = Set.of("alertname", "alertstate", "severity", "job");

    private final SortedMap<String, Documented> list;

    Findings(SortedMap<String, Documented> list) {
        this.list = list;
    }

    /** Of expressions: metrics and labels that nothing tells. */
    List<String> inExpressions(Map<String, String> expressions, Map<String, String> records) {
        List<String> findings = new ArrayList<>();
        expressions.forEach((where, expression) -> {
            Set<String> labels = new HashSet<>(OF_EVERY_TARGET);
            for (Promql.Selector selector : Promql.selectors(expression)) {
                Set<String> own = labelsOf(selector.metric(), records);
                if (own.isEmpty()) {
                    findings.add(where + ": " + selector.metric() + " (expected: a metric of docs/observability.md)");
                }
                labels.addAll(own);
                selector.labels().stream()
                        .filter(label -> !own.contains(label))
                        .forEach(label -> findings.add(where + ": " + selector.metric() + " by " + label
                                + " (expected: a label that it has, " + own + ")"));
            }
            Promql.groupedBy(expression).stream()
                    .filter(label -> !labels.contains(label))
                    .forEach(label ->
                            findings.add(where + ": grouped by " + label + " (expected: a label, " + labels + ")"));
        });
        return findings;
    }

    /** Empty for a metric that there is none of; every metric has a job. */
    private Set<String> labelsOf(String metric, Map<String, String> records) {
        if (metric.equals(ALERTS)) {
            return OF_ALERTS;
        }
        if (records.containsKey(metric)) {
            return OF_EVERY_TARGET;
        }
        Documented row = list.get(MetricsList.family(metric, list));
        if (row == null) {
            return Set.of();
        }
        Set<String> labels = new HashSet<>(OF_EVERY_TARGET);
        labels.addAll(row.metric().labels());
        return labels;
    }

    /** Of alerts: what those who are called would miss. */
    List<String> inAlerts(List<Alert> alerts, String runbooks, Map<String, Tried> tried) {
        List<String> findings = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Alert alert : alerts) {
            String name = alert.name();
            names.add(name);
            if (!SEVERITIES.contains(alert.severity())) {
                findings.add(name + ": severity " + alert.severity() + " (expected: one of " + SEVERITIES + ")");
            }
            if (alert.annotation("summary").isBlank()) {
                findings.add(name + ": no summary");
            }
            if (!alert.annotation("description").contains("{{ $")) {
                findings.add(name + ": a description without a value (expected: {{ $value }} or a label)");
            }
            if (!alert.annotation("runbook_url").equals("docs/alerts.md#" + name.toLowerCase(Locale.ROOT))) {
                findings.add(name + ": runbook_url " + alert.annotation("runbook_url") + " (expected: its place in"
                        + " docs/alerts.md)");
            }
            if (!runbooks.contains("\n### " + name + "\n\n**" + alert.severity() + ".** ")) {
                findings.add(name + ": no runbook that begins with **" + alert.severity() + ".**");
            }
            if (!runbooks.contains("\n| " + name + " | ")) {
                findings.add(name + ": not in the table of what was fired");
            }
            Tried times = tried.getOrDefault(name, new Tried(0, 0));
            if (times.fires() == 0 || times.silent() == 0) {
                findings.add(name + ": " + times + " (expected: a test in which it fires and one in which it nearly"
                        + " does)");
            }
        }
        runbooks.lines()
                .filter(line -> line.startsWith("### Crosscheck") && !names.contains(line.substring("### ".length())))
                .forEach(line -> findings.add(line + ": a runbook without an alert"));
        return findings;
    }

    /** Of dashboards: what whoever opens one would miss. */
    List<String> inDashboards(List<Dashboard> dashboards) {
        List<String> findings = new ArrayList<>();
        Set<String> uids = new HashSet<>();
        for (Dashboard dashboard : dashboards) {
            if (!uids.add(dashboard.uid()) || dashboard.uid().isBlank()) {
                findings.add(dashboard.title() + ": uid " + dashboard.uid() + " (expected: one of its own)");
            }
            if (!dashboard.variables().contains("datasource")) {
                findings.add(dashboard.title() + ": no variable for the data source");
            }
            Set<Object> ids = new HashSet<>();
            for (Dashboard.Panel panel : dashboard.panels()) {
                String where = dashboard.title() + ", " + panel.title();
                if (!ids.add(panel.id())) {
                    findings.add(where + ": id " + panel.id() + " (expected: one of its own)");
                }
                if (panel.unit().isBlank() || panel.description().isBlank()) {
                    findings.add(where + ": no unit, or no description");
                }
                if (panel.expressions().isEmpty()) {
                    findings.add(where + ": shows nothing");
                }
                if (!panel.sources().equals(Set.of("${datasource}"))) {
                    findings.add(where + ": data sources " + panel.sources() + " (expected: the variable)");
                }
            }
        }
        return findings;
    }
}
