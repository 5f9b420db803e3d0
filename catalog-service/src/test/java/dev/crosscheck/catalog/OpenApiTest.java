package dev.crosscheck.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class OpenApiTest {

    @Test
    void everyRouteIsInTheApiDescription() throws Exception {
        assertThat(paths())
                .containsOnlyKeys(
                        "/v1/models",
                        "/v1/models/{id}",
                        "/v1/models/{id}/history",
                        "/v1/models/{id}/scores",
                        "/v1/benchmarks",
                        "/v1/benchmarks/{id}",
                        "/v1/aliases",
                        "/v1/conflicts",
                        "/v1/sources",
                        "/v1/updates",
                        "/v1/previews",
                        "/v1/updates/{id}",
                        "/v1/batches/{batch}",
                        "/v1/waiting",
                        "/v1/dead-letters",
                        "/v1/dead-letters/{id}");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> paths() throws Exception {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/META-INF/swagger/crosscheck-catalog-1.yml")) {
            Map<String, Object> document = new Yaml().load(new String(in.readAllBytes(), UTF_8));
            return (Map<String, Object>) document.get("paths");
        }
    }
}
