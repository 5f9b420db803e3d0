package dev.crosscheck.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.kit.Kit;
import dev.crosscheck.kit.database.DatabaseConfig;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaConfigTest {

    /** Whatever is logged is logged by its own text. */
    @Test
    void passwordsAreInNoText() {
        KafkaConfig kafka = new KafkaConfig(
                "kafka:9093",
                null,
                1_000,
                Map.of("sasl.jaas.config", "… password=\"s3cret\";", "sasl.mechanism", "PLAIN"));
        DatabaseConfig database = new DatabaseConfig(
                "jdbc:postgresql://localhost/kit",
                new DatabaseConfig.Owner("kit_owner", "s3cret"),
                new DatabaseConfig.App("kit_app", "s3cret"),
                true,
                Duration.ofMinutes(10),
                10);

        assertThat(kafka.toString()).isEqualTo("kafka:9093 [sasl.jaas.config, sasl.mechanism]");
        assertThat(database.toString()).contains("kit_owner", "kit_app").doesNotContain("s3cret");
    }

    @Test
    void furtherSettingsKeepTheirNames() {
        Map<String, String> settings = Map.of(
                "security.protocol", "SASL_SSL",
                "sasl.mechanism", "SCRAM-SHA-512",
                "ssl.truststore.location", "/etc/crosscheck/trust.pem");
        try (Kit kit = Kit.start(false)) {
            Map<String, Object> properties = new HashMap<>(kit.properties);
            settings.forEach((name, value) -> properties.put("crosscheck.kafka.properties." + name, value));

            try (ApplicationContext context = ApplicationContext.run(properties)) {
                assertThat(context.getBean(KafkaConfig.class).properties()).isEqualTo(settings);
            }
        }
    }
}
