package dev.crosscheck.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.kit.Kit;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaConfigTest {

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
