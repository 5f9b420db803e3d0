package dev.crosscheck.deploy.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crosscheck.local.Programs;
import dev.crosscheck.local.test.MetricsList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservabilityTest {

    private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path FOLDER = PROJECT.resolve("deploy/observability");

    private final Findings findings = new Findings(MetricsList.documented(PROJECT));
    private final String rules = read(FOLDER.resolve("alerts.yaml"));
    private final String tests = read(FOLDER.resolve("alerts-test.yaml"));
    private final String runbooks = read(PROJECT.resolve("docs/alerts.md"));

    @Test
    void alertsGoByMetricsThatAreToldAndHaveRunbooksAndTests() {
        assertThat(Alerts.parse(rules).alerts()).hasSizeGreaterThan(20);
        assertThat(inAlerts(rules, runbooks, tests)).isEmpty();
    }

    /** Each mistake is found: one in the rules, the runbooks or the tests. */
    @ParameterizedTest(name = "{1} in place of {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "crosscheck_outbox_age_seconds) | crosscheck_outbox_age) | crosscheck_outbox_age (expected: a metric",
                "_publisher_seconds_bucket{le= | _publisher_seconds_bucket{bound= | by bound (expected: a label",
                "(job, topics) (increase(crosscheck_reader_offset | (job, topic) (increase(crosscheck_reader_offset |"
                        + " grouped by topic",
                "severity: page | severity: urgent | severity urgent",
                "summary: Readers wait for pages | summary: '' | no summary",
                "'{{ $value }} more updates than' | 'More updates than' | without a value",
                "alerts.md#crosscheckdeadletters | alerts.md#deadletters | runbook_url docs/alerts.md#deadletters",
                "'### CrosscheckDeadLetters' | '### DeadLetters' | CrosscheckDeadLetters: no runbook",
                "'### CrosscheckDeadLetters' | '### CrosscheckNobody' | CrosscheckNobody: a runbook without",
                "'**page.** A reader has not' | '**ticket.** A reader has not' | CrosscheckReaderStuck: no runbook",
                "'| CrosscheckDeadLetters | ' | '| DeadLetters | ' | CrosscheckDeadLetters: not in the table",
                "alertname: CrosscheckDeadLetters | alertname: CrosscheckOther | CrosscheckDeadLetters: Tried[fires=0",
                "- alert: CrosscheckDeadLetters | - alert: CrosscheckOther | CrosscheckOther: no runbook",
            })
    void mistakeInAlertsIsFound(String right, String wrong, String finding) {
        assertThat(rules + runbooks + tests).contains(right);

        assertThat(inAlerts(rules.replace(right, wrong), runbooks.replace(right, wrong), tests.replace(right, wrong)))
                .anySatisfy(found -> assertThat(found).contains(finding));
    }

    @Test
    void dashboardsShowMetricsThatAreTold() {
        List<Dashboard> dashboards = dashboards();

        assertThat(dashboards).hasSizeGreaterThanOrEqualTo(4);
        assertThat(inDashboards(dashboards)).isEmpty();
    }

    @ParameterizedTest(name = "{1} in place of {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "crosscheck_models_marked{ | crosscheck_models_remarked{ | crosscheck_models_remarked (expected",
                "(crosscheck_pages_kept | (crosscheck_pages_forgotten | crosscheck_pages_forgotten (expected",
                "sum by (from) | sum by (form) | grouped by form",
                "label_values(crosscheck_ready, job) | label_values(crosscheck_readiness, job) | crosscheck_readiness",
                "ALERTS{alertname | WARNINGS{alertname | WARNINGS (expected",
                "\"uid\": \"${datasource}\" | \"uid\": \"prometheus-1\" | data sources",
                "\"name\": \"datasource\" | \"name\": \"source\" | no variable for the data source",
                "\"unit\": \"percentunit\" | \"unit\": \"\" | no unit",
                "\"id\": 3, | \"id\": 2, | (expected: one of its own)",
                "\"uid\": \"crosscheck-refresher\" | \"uid\": \"crosscheck-service\" | uid crosscheck-service",
            })
    void mistakeInADashboardIsFound(String right, String wrong, String finding) {
        assertThat(dashboardTexts()).anySatisfy(text -> assertThat(text).contains(right));

        assertThat(inDashboards(dashboardTexts().stream()
                        .map(text -> Dashboard.parse(text.replace(right, wrong)))
                        .toList()))
                .anySatisfy(found -> assertThat(found).contains(finding));
    }

    /** Windows and waits, as Prometheus itself counts them. */
    @Test
    void alertsFireOnWhatTheyAreForAndOnNothingLess(@TempDir Path folder) throws Exception {
        assumeTrue(Programs.find("promtool").isPresent(), "promtool is not installed (Debian: apt install prometheus)");

        assertThat(promtool(folder, rules)).as("promtool's exit").isZero();
        assertThat(promtool(folder, rules.replace("for: 5m", "for: 50m"))).isNotZero();
    }

    @Test
    void settingsOfOneMachineAreThoseOfPrometheus() throws Exception {
        assumeTrue(Programs.find("promtool").isPresent(), "promtool is not installed (Debian: apt install prometheus)");

        assertThat(run(FOLDER, "check", "config", "prometheus.yaml")).isZero();
    }

    private List<String> inAlerts(String rulesText, String runbooksText, String testsText) {
        Alerts alerts = Alerts.parse(rulesText);
        Map<String, String> expressions = new HashMap<>(alerts.records());
        alerts.alerts().forEach(alert -> expressions.put(alert.name(), alert.expression()));
        List<String> found = new ArrayList<>(findings.inExpressions(expressions, alerts.records()));
        found.addAll(findings.inAlerts(alerts.alerts(), runbooksText, Alerts.tried(testsText)));
        return found;
    }

    private List<String> inDashboards(List<Dashboard> dashboards) {
        List<String> found = new ArrayList<>(findings.inDashboards(dashboards));
        Map<String, String> records = Alerts.parse(rules).records();
        dashboards.forEach(
                dashboard -> found.addAll(findings.inExpressions(withoutVariables(dashboard.expressions()), records)));
        return found;
    }

    /** Grafana puts in what was chosen. */
    private static Map<String, String> withoutVariables(Map<String, String> expressions) {
        Map<String, String> filled = new HashMap<>();
        expressions.forEach((where, expression) -> filled.put(where, expression.replace("$__rate_interval", "1m")));
        return filled;
    }

    private static List<Dashboard> dashboards() {
        return dashboardTexts().stream().map(Dashboard::parse).toList();
    }

    private static List<String> dashboardTexts() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("dashboards"))) {
            return files.sorted().map(ObservabilityTest::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int promtool(Path folder, String changed) throws Exception {
        Files.writeString(folder.resolve("alerts.yaml"), changed);
        Files.writeString(folder.resolve("alerts-test.yaml"), tests);
        return run(folder, "test", "rules", "alerts-test.yaml");
    }

    private static int run(Path folder, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(Programs.find("promtool").orElseThrow().toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(said).isTrue();
        return process.exitValue();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
