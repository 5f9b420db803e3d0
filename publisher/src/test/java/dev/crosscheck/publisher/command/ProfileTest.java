package dev.crosscheck.publisher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTest {

    @TempDir
    Path folder;

    @Test
    void profileThatWasAskedForStandsBeforeTheEnvironment() throws IOException {
        Map<String, String> environment = environment("""
                prod.kafka=kafka.example:9093
                prod.kafka.security.protocol=SSL
                other.catalog-url=http://other/
                """);

        Profile profile = Profile.of("prod", environment);

        assertThat(profile.get("kafka", "KAFKA", "local")).isEqualTo("kafka.example:9093");
        assertThat(profile.get("catalog-url", "CATALOG", "local")).isEqualTo("http://around/");
        assertThat(profile.get("pricing-url", "PRICING", "local")).isEqualTo("local");
        assertThat(profile.under("kafka.")).containsExactly(Map.entry("security.protocol", "SSL"));
    }

    @Test
    void environmentCanNameTheProfile() throws IOException {
        Map<String, String> environment = new HashMap<>(environment("prod.kafka=kafka.example:9093"));
        environment.put("CROSSCHECK_PROFILE", "prod");

        assertThat(Profile.of(null, environment).get("kafka", "KAFKA", "local")).isEqualTo("kafka.example:9093");
    }

    @Test
    void profileOfWhichTheFileSaysNothingIsNamed() throws IOException {
        Map<String, String> environment = environment("prod.kafka=kafka.example:9093");

        assertThatThrownBy(() -> Profile.of("prd", environment)).hasMessageContaining("--profile: prd (expected: one");
    }

    private Map<String, String> environment(String profiles) throws IOException {
        Path file = Files.writeString(folder.resolve("profiles.properties"), profiles);
        return Map.of("CROSSCHECK_PROFILES", file.toString(), "CATALOG", "http://around/");
    }
}
