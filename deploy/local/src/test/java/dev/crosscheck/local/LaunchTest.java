package dev.crosscheck.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchTest {

    private final Launch usual = Launch.of(Service.PRICING);

    @Test
    void serviceUsuallyHasTheHeapItIsGiven() {
        assertThat(usual.flags()).contains("-Xmx" + Service.PRICING.heapMegabytes() + "m");
        assertThat(usual.environment()).containsExactly(Map.entry(Launch.POOLS, "2"));
    }

    @Test
    void jarComesAfterEveryFlag() {
        assertThat(usual.withFlag("-XX:AOTCache=a.aot").arguments(Path.of("pricing.jar")))
                .containsSubsequence(usual.flags())
                .endsWith(
                        "-XX:AOTCache=a.aot",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        "pricing.jar");
    }

    @Test
    void otherFlagsLeaveTheEnvironment() {
        Launch other = usual.without(Launch.POOLS)
                .with("CROSSCHECK_REFRESH_ENABLED", "false")
                .withFlags(List.of("-Xmx1g"));

        assertThat(other).isEqualTo(new Launch(List.of("-Xmx1g"), Map.of("CROSSCHECK_REFRESH_ENABLED", "false")));
    }
}
