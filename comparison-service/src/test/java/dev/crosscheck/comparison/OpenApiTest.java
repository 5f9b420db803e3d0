package dev.crosscheck.comparison;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.local.test.ApiRoutes;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class OpenApiTest {

    /** Pages for people have no place in a description for programs. */
    private static final List<String> FOR_PEOPLE = List.of(
            "GET /",
            "GET /assets/{}/{}",
            "GET /calculator",
            "GET /changes",
            "GET /favicon.ico",
            "GET /models",
            "GET /models/{}",
            "GET /pick",
            "GET /scatter");

    @Test
    void apiDescriptionHasTheRoutesOfTheDocumentThatAreForProgramsAndNoOthers() throws Exception {
        Set<String> documented = ApiRoutes.documented("comparison-service");

        assertThat(documented).containsAll(FOR_PEOPLE);
        documented.removeAll(FOR_PEOPLE);
        assertThat(ApiRoutes.described(paths())).isEqualTo(documented).contains("GET /v1/comparisons/{}/{}");
    }

    @SuppressWarnings("unchecked")
    static Map<String, Map<String, Object>> paths() throws Exception {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/META-INF/swagger/crosscheck-comparison-1.yml")) {
            Map<String, Object> document = new Yaml().load(new String(in.readAllBytes(), UTF_8));
            return (Map<String, Map<String, Object>>) document.get("paths");
        }
    }
}
