package dev.crosscheck.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.deploy.Project;
import dev.crosscheck.deploy.kubernetes.Network.Party;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an installation may choose beside what production has: components that its list has as comments. */
class OptionsTest {

    private static final String TRACES = "../../components/traces";

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void holdsWithTraces(Rule rule) {
        assertThat(rule.against(Kustomize.productionWith(TRACES))).isEmpty();
    }

    @Test
    void servicesSendTracesToWhoCollectsThemAndJobsDoNot() {
        Manifests manifests = Kustomize.productionWith(TRACES);
        Network network = new Network(manifests.all(NetworkPolicy.class), "crosscheck");
        Party collector = Party.pod("collector", "observability", Map.of());
        Party neighbour = Party.pod("neighbour", "default", Map.of());

        assertThat(manifests.pods()).isNotEmpty().allSatisfy(pod -> {
            Party party = Party.pod(pod.component(), "crosscheck", pod.labels());
            boolean runs = !pod.component().equals("migration");

            assertThat(network.leaves(party, collector, 4318, "TCP"))
                    .as(pod.id())
                    .isEqualTo(runs);
            assertThat(network.leaves(party, neighbour, 4318, "TCP"))
                    .as(pod.id())
                    .isFalse();
        });
    }

    @Test
    void servicesAreToldWhereTracesGoAndHowMany() {
        Manifests manifests = Kustomize.productionWith(TRACES);

        assertThat(LifeRules.running(manifests))
                .isNotEmpty()
                .allSatisfy(pod -> assertThat(SettingRules.settings(manifests, pod))
                        .containsEntry("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector.observability.svc:4318")
                        .containsKeys("OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG"));
    }

    /** OpenTelemetry reads them, and no class of ours says so. */
    @Test
    void settingsOfTracesAreThoseThatAreDocumented() {
        assertThat(SettingRules.OF_TRACES)
                .allSatisfy(
                        it -> assertThat(Project.text("docs/observability.md")).contains("`" + it + "`"));
    }

    static List<Rule> rules() {
        return Stream.of(
                        PodRules.ALL,
                        LifeRules.ALL,
                        SettingRules.ALL,
                        SecretRules.ALL,
                        AddressRules.ALL,
                        ScalingRules.ALL,
                        EdgeRules.ALL)
                .flatMap(List::stream)
                .toList();
    }
}
