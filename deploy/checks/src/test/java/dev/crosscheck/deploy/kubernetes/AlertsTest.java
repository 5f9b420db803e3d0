package dev.crosscheck.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AlertsTest {

    private static final Path ALERTS = Path.of("../observability/alerts.yaml");

    /** Wrapped, not copied: Prometheus' operator is given the groups that promtool has tested. */
    @Test
    void alertsOfTheOperatorAreThoseThatAreTested() throws Exception {
        Manifest rule = Manifests.read(
                        Kustomize.output(Kustomize.FOLDER.resolve("alerts").toString()))
                .all()
                .getFirst();
        JsonNode tested = StrictYaml.value(Files.readString(ALERTS));

        assertThat(rule.kind()).isEqualTo("PrometheusRule");
        assertThat(tested.path("groups")).isNotEmpty();
        assertThat(rule.tree().at("/spec/groups")).isEqualTo(tested.path("groups"));
    }
}
