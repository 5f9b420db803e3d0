package dev.crosscheck.catalog.intake;

import static dev.crosscheck.catalog.Catalog.MONDAY;
import static dev.crosscheck.catalog.Catalog.report;
import static dev.crosscheck.catalog.Catalog.score;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.catalog.Catalog;
import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.catalog.CatalogUpdate;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class UpdatesOverHttpTest {

    private static final String BATCH = "application/cloudevents-batch+json";

    private final Catalog catalog = Catalog.shared();

    @Test
    void batchIsAnsweredItemByItem() {
        String model = catalog.name("large");
        String id = UUID.randomUUID().toString();
        String good = event(id, report(model, MONDAY, "name", "Large"));
        String body = "[" + good + ","
                + event(UUID.randomUUID().toString(), score(model, "no-such-benchmark", "1", MONDAY)) + ","
                + "{\"specversion\":\"1.0\"}" + ","
                + "[".repeat(500) + "]".repeat(500) + ","
                + good + " ]";

        HttpResponse<String> answer = catalog.post("/v1/updates", BATCH, body);

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode items = json(answer);
        assertThat(items).hasSize(5);
        assertThat(items.get(0).get("id").stringValue()).isEqualTo(id);
        assertThat(items.values().stream().map(item -> item.get("outcome").stringValue()))
                .containsExactly("accepted", "waiting", "refused", "refused", "duplicate");
        assertThat(items.get(1).get("problem").get("detail").stringValue())
                .startsWith("benchmark: no-such-benchmark (expected: ");
        assertThat(items.get(2).get("problem").get("status").intValue()).isEqualTo(422);
        assertThat(items.get(2).get("problem").get("detail").stringValue()).contains("(expected: ");
        assertThat(items.get(3).get("problem").get("detail").stringValue()).contains("deep");
        assertThat(catalog.state(model).revision()).isEqualTo(1);
        assertThat(catalog.json("/v1/updates/" + id).get("outcome").stringValue())
                .isEqualTo("accepted");
    }

    @Test
    void previewSaysWhatWouldBecomeOfEachAndKeepsNothing() {
        String model = catalog.name("large");
        String id = UUID.randomUUID().toString();
        String body = "[" + event(id, report(model, MONDAY, "name", "Large")) + ","
                + event(UUID.randomUUID().toString(), score(model, "no-such-benchmark", "1", MONDAY)) + ","
                + "{\"specversion\":\"1.0\"}]";

        HttpResponse<String> answer = catalog.post("/v1/previews", BATCH, body);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).get("items").values().stream()
                        .map(item -> item.get("outcome").stringValue()))
                .containsExactly("accepted", "waiting", "refused");
        assertThat(json(answer).get("states")).singleElement().satisfies(state -> {
            assertThat(state.get("model").stringValue()).isEqualTo(model);
            assertThat(state.at("/facts/0/value").stringValue()).isEqualTo("Large");
        });
        assertThat(catalog.get("/v1/models/" + model).statusCode()).isEqualTo(404);
        assertThat(catalog.get("/v1/updates/" + id).statusCode()).isEqualTo(404);
        assertThat(json(catalog.post("/v1/updates", BATCH, body))
                        .get(0)
                        .get("outcome")
                        .stringValue())
                .as("it can be published afterwards")
                .isEqualTo("accepted");
    }

    @Test
    void refusedEventIsKnownByItsIdAndCountedForItsBatch() {
        String model = catalog.name("large");
        String batch = UUID.randomUUID().toString();
        String id = UUID.randomUUID().toString();
        String wrong = event(id, report(model, MONDAY, "name", "Large"))
                .replace("\"specversion\"", "\"batch\":\"" + batch + "\",\"specversion\"")
                .replace("\"Large\"", "NaN");

        JsonNode items = json(catalog.post("/v1/updates", BATCH, "[" + wrong + "]"));

        assertThat(items.get(0).get("outcome").stringValue()).isEqualTo("refused");
        assertThat(items.get(0).get("problem").get("detail").stringValue())
                .startsWith("body: Non-standard token 'NaN'");

        String negative = wrong.replace("NaN", "\"Large\",\"contextTokens\":\"-5\"");
        items = json(catalog.post("/v1/updates", BATCH, "[" + negative + "]"));

        assertThat(items.get(0).get("id").stringValue()).isEqualTo(id);
        assertThat(catalog.json("/v1/updates/" + id).get("detail").stringValue())
                .startsWith("/facts/contextTokens: ");
        assertThat(catalog.json("/v1/batches/" + batch).at("/outcomes/refused").intValue())
                .isEqualTo(1);
    }

    @Test
    void refusedEventMayComeAgainMended() {
        String model = catalog.name("large");
        String id = UUID.randomUUID().toString();
        catalog.post(
                "/v1/updates",
                BATCH,
                "[" + event(UUID.randomUUID().toString(), report(model, MONDAY, "name", "Large")) + "]");
        String other = catalog.name("large");
        CatalogUpdate free = Catalog.spelled(model, "Acme/" + model);
        catalog.post("/v1/updates", BATCH, "[" + event(UUID.randomUUID().toString(), free) + "]");
        catalog.post(
                "/v1/updates",
                BATCH,
                "[" + event(UUID.randomUUID().toString(), report(other, MONDAY, "name", "Other")) + "]");

        JsonNode refused = json(catalog.post(
                "/v1/updates", BATCH, "[" + event(id, Catalog.spelled(other, "Acme/" + model)) + "]"));
        JsonNode mended = json(catalog.post(
                "/v1/updates", BATCH, "[" + event(id, Catalog.spelled(other, "Acme/" + other)) + "]"));

        assertThat(refused.get(0).get("outcome").stringValue()).isEqualTo("refused");
        assertThat(mended.get(0).get("outcome").stringValue()).isEqualTo("accepted");
        assertThat(catalog.json("/v1/updates/" + id).get("outcome").stringValue())
                .isEqualTo("accepted");
    }

    @Test
    void bodyThatIsNoArrayIsRefusedWhole() {
        assertProblem(catalog.post("/v1/updates", BATCH, "{}"), 400, "body: no array (expected: ");
        assertProblem(catalog.post("/v1/updates", BATCH, "[{\"a\""), 400, "body: item 0, ");
        assertProblem(catalog.post("/v1/updates", BATCH, "[" + "1,".repeat(1_000) + "1]"), 400, "more than 1000 items");
    }

    @Test
    void bodyThatIsTooLargeIsRefusedUnread() {
        assertProblem(
                catalog.post("/v1/updates", BATCH, "[\"" + "x".repeat(6 * 1024 * 1024) + "\"]"),
                413,
                "at most 5242880 bytes");
    }

    @Test
    void compressedBodyIsRefused() {
        HttpRequest request = catalog.request("/v1/updates")
                .header("content-type", BATCH)
                .header("content-encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {31, (byte) 139, 8}))
                .build();

        assertProblem(catalog.exchange(request), 415, "content-encoding: gzip (expected: identity)");
    }

    @Test
    void wrongMediaTypesAndMethodsAreProblems() {
        assertProblem(
                catalog.post("/v1/updates", "text/plain", "[]"),
                415,
                "content-type: text/plain (expected: " + BATCH + ")");
        assertProblem(catalog.post("/v1/models", "application/json", "{}"), 405, "method: POST (expected: ");
        HttpRequest csv =
                catalog.request("/v1/models").header("accept", "text/csv").build();
        assertProblem(catalog.exchange(csv), 406, "accept: ");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/models/no-such-model,          404, id: no-such-model (expected: one listed at /v1/models)",
        "/v1/models/no-such-model/history,  404, id: no-such-model",
        "/v1/models/no-such-model/scores,   404, id: no-such-model",
        "/v1/models/NOT%20A%20SLUG,         400, id: NOT A SLUG",
        "/v1/models?limit=0,                400, limit: 0 (expected: 1 to 1000)",
        "/v1/models?limit=many,             400, limit: many",
        "/v1/benchmarks/nope,               404, id: nope",
        "/v1/updates/nope,                  404, id: nope",
        "/v1/batches/nope,                  404, batch: nope",
        "/v1/dead-letters/0,                404, id: 0",
        "/v1/dead-letters/x,                400, id: x",
        "/nowhere,                          404, path: /nowhere",
    })
    void whatIsNotThereIsAProblem(String path, int status, String detail) {
        assertProblem(catalog.get(path), status, detail);
    }

    @Test
    void overlongIdIsAProblemThatDoesNotRepeatIt() {
        String overlong = "x".repeat(500);

        HttpResponse<String> answer = catalog.get("/v1/models/" + overlong);

        assertProblem(answer, 400, "id: 500 characters (expected: ");
        assertThat(answer.body()).doesNotContain(overlong);
    }

    @Test
    void modelsAreListedPageByPage() {
        String first = catalog.name("aa-page");
        String second = catalog.name("aa-page");
        catalog.post(
                "/v1/updates",
                BATCH,
                "[" + event(UUID.randomUUID().toString(), report(first, MONDAY, "name", "First", "maker", "Acme")) + ","
                        + event(UUID.randomUUID().toString(), report(second, MONDAY, "name", "Second")) + "]");

        JsonNode page = catalog.json("/v1/models?limit=1&after=aa-page");

        assertThat(page.get("items")).hasSize(1);
        assertThat(page.get("items").get(0).get("name").stringValue()).isEqualTo("First");
        assertThat(page.get("items").get(0).get("maker").stringValue()).isEqualTo("Acme");
        String next = page.get("next").stringValue();
        assertThat(catalog.json("/v1/models?limit=1&after=" + next)
                        .get("items")
                        .get(0)
                        .get("id")
                        .stringValue())
                .isEqualTo(second);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        JsonNode problem = json(answer);
        assertThat(problem.get("status").intValue()).isEqualTo(status);
        assertThat(problem.get("type").stringValue()).startsWith("/problems/");
        assertThat(problem.get("title").stringValue()).isNotBlank();
        assertThat(problem.get("detail").stringValue()).contains(detail).contains("(expected: ");
        assertThat(answer.body()).doesNotContain("Exception", "io.micronaut", "at dev.");
    }

    private static String event(String id, CatalogUpdate update) {
        return EventCodec.structured(EventMeta.of(id, "/test", update.observedAt()), update)
                .toString();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return EventJson.readTree(answer.body().getBytes(UTF_8));
    }
}
