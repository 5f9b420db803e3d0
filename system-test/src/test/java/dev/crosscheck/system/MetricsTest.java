package dev.crosscheck.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.local.Service;
import dev.crosscheck.local.test.MetricsList;
import dev.crosscheck.local.test.MetricsList.Documented;
import dev.crosscheck.local.test.MetricsList.Metric;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs/observability.md says of metrics is what services tell, both ways. */
class MetricsTest {

    private static final CrosscheckSystem SYSTEM = CrosscheckSystem.shared();

    private final SortedMap<String, Documented> list = MetricsList.documented(CrosscheckSystem.project());

    /** A page for the timers of requests, and a moment for the figures that come in the background. */
    @BeforeAll
    static void beAsked() {
        for (Service service : Service.values()) {
            SYSTEM.site().get(service, "/v1/models", "application/json");
        }
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void everyMetricIsInTheListAndTheListHasNoOther(Service service) {
        SortedMap<String, Metric> expected = expected(service);

        await("metrics of " + service.module()).untilAsserted(() -> {
            SortedMap<String, Metric> told = ours(MetricsList.told(page(service)));
            list.forEach((name, row) -> {
                if (row.isLate() && !told.containsKey(name)) {
                    expected.remove(name);
                }
            });
            assertThat(told).as("beside the list in docs/observability.md").isEqualTo(expected);
        });
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void metricsOfLibrariesThatWeLookAtAreThere(Service service) {
        await("metrics of " + service.module()).untilAsserted(() -> {
            SortedMap<String, Metric> told = MetricsList.told(page(service));
            assertThat(list).anySatisfy((name, _) -> assertThat(name).startsWith("kafka_"));
            list.forEach((name, row) -> {
                if (!name.startsWith("crosscheck_") && row.isTold(service.module()) && !row.isLate()) {
                    assertThat(told).containsKey(name);
                    assertThat(told.get(name).type())
                            .as(name)
                            .isEqualTo(row.metric().type());
                    assertThat(told.get(name).labels())
                            .as(name)
                            .containsAll(row.metric().labels());
                }
            });
        });
    }

    private SortedMap<String, Metric> expected(Service service) {
        SortedMap<String, Metric> expected = new TreeMap<>();
        list.forEach((name, row) -> {
            if (name.startsWith("crosscheck_") && row.isTold(service.module())) {
                expected.put(name, row.metric());
            }
        });
        return expected;
    }

    private static SortedMap<String, Metric> ours(SortedMap<String, Metric> told) {
        SortedMap<String, Metric> ours = new TreeMap<>(told);
        ours.keySet().removeIf(name -> !name.startsWith("crosscheck_"));
        return ours;
    }

    private static String page(Service service) {
        return SYSTEM.site()
                .get(SYSTEM.reach().managementUri(service).resolve("/prometheus"), "text/plain")
                .body();
    }
}
