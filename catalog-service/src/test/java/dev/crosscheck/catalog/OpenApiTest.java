package dev.crosscheck.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.local.test.ApiRoutes;
import java.io.InputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class OpenApiTest {

    /** Documented are: the service's own, and those that both takers of updates have. */
    @Test
    void apiDescriptionHasTheRoutesOfTheDocumentAndNoOthers() throws Exception {
        assertThat(ApiRoutes.described(paths()))
                .isEqualTo(ApiRoutes.documented("catalog-service"))
                .contains("POST /v1/updates");
    }

    @SuppressWarnings("unchecked")
    static Map<String, Map<String, Object>> paths() throws Exception {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/META-INF/swagger/crosscheck-catalog-1.yml")) {
            Map<String, Object> document = new Yaml().load(new String(in.readAllBytes(), UTF_8));
            return (Map<String, Map<String, Object>>) document.get("paths");
        }
    }
}
