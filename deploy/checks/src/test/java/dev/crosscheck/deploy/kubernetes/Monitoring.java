package dev.crosscheck.deploy.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/** What we use of the Prometheus Operator's resources ({@code monitoring.coreos.com/v1}), by its API reference. */
final class Monitoring {

    record PodMonitor(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

        record Spec(
                String jobLabel,
                LabelSelector selector,
                List<String> podTargetLabels,
                List<Endpoint> podMetricsEndpoints) {}

        record Endpoint(String port, Integer portNumber, String path, String interval, String scrapeTimeout) {}
    }

    record PrometheusRule(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

        record Spec(List<Group> groups) {}

        record Group(String name, String interval, List<Rule> rules) {}

        record Rule(
                String alert,
                String record,
                String expr,
                String keep_firing_for,
                Map<String, String> labels,
                Map<String, String> annotations,

                @JsonProperty("for") String holdsFor) {}
    }

    private Monitoring() {}
}
