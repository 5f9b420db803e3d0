package dev.crosscheck.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.local.Service;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** From a published fact to a page, through every part. */
class PublishedFactsTest {

    private static final CrosscheckSystem SYSTEM = CrosscheckSystem.shared();
    private static final String PAGE = "/compare/llama-3.1-8b-instruct/llama-3.2-1b-instruct";

    @ParameterizedTest
    @ValueSource(strings = {"$71.60", "$28.50", "$43.10", "800M", "250M", "$0.027", "$0.20"})
    void samplesReproduceTheFiguresThatCanBeCheckedByHand(String figure) {
        assertThat(markdown(PAGE)).contains(figure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json", "text/markdown"})
    void everyFormOfAPageHasTheSameFigures(String type) {
        Site.Answer page = SYSTEM.site().get(Service.COMPARISON, PAGE, type);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.type()).isEqualTo(type);
        assertThat(page.body()).contains("71.60", "28.50", "43.10");
    }

    @Test
    void everyPairOfKnownModelsHasAPage() {
        List<String> models = models();

        assertThat(models).contains("llama-3.2-1b", "mixtral-8x22b-v0.1", "llama-3.1-405b-instruct");
        assertThat(pairs(models))
                .allSatisfy(path -> assertThat(SYSTEM.site()
                                .get(Service.COMPARISON, path, "application/json")
                                .status())
                        .isEqualTo(200));
    }

    @Test
    void publishedPriceShowsOnEveryPageItTouches() {
        SYSTEM.feed().send("shows-model", TestFacts.model("acme-shows", "Acme Shows"));
        SYSTEM.feed().send("shows-price-1", TestFacts.price("acme-shows", "acme", "3.17", "9.41", TestFacts.START));
        SYSTEM.awaitQuiet();
        List<String> pages =
                pairs(models()).filter(path -> path.contains("acme-shows")).toList();
        assertThat(pages)
                .hasSizeGreaterThan(5)
                .allSatisfy(page -> assertThat(markdown(page)).contains("$3.17"));

        SYSTEM.feed()
                .send(
                        "shows-price-2",
                        TestFacts.price("acme-shows", "acme", "1.23", "9.41", TestFacts.START.plusSeconds(60)));

        await().atMost(CrosscheckSystem.PATIENCE)
                .untilAsserted(() -> assertThat(pages)
                        .allSatisfy(page ->
                                assertThat(markdown(page)).contains("$1.23").doesNotContain("$3.17")));
    }

    @Test
    void readerSeesThePriceBeforeItsPagesAreStoredAndTheSameAfter() {
        SYSTEM.feed().send("before-model", TestFacts.model("acme-before", "Acme Before"));
        SYSTEM.feed().send("before-price", TestFacts.price("acme-before", "acme", "2.51", "7", TestFacts.START));
        String page = "/compare/acme-before/llama-3.2-1b";
        await().atMost(CrosscheckSystem.PATIENCE).until(() -> markdown(page).contains("$2.51"));
        String seenFirst =
                SYSTEM.site().get(Service.COMPARISON, page, "application/json").body();

        SYSTEM.awaitQuiet();

        assertThat(SYSTEM.site()
                        .get(Service.COMPARISON, page, "application/json")
                        .body())
                .isEqualTo(seenFirst);
    }

    private static List<String> models() {
        JsonNode page = SYSTEM.site().json(Service.COMPARISON, "/v1/models?limit=500");
        return page.get("models")
                .valueStream()
                .map(item -> item.get("id").asString())
                .sorted()
                .toList();
    }

    private static Stream<String> pairs(List<String> sorted) {
        return sorted.stream()
                .flatMap(first -> sorted.stream()
                        .filter(second -> first.compareTo(second) < 0)
                        .map(second -> "/compare/" + first + "/" + second));
    }

    private static String markdown(String path) {
        return SYSTEM.site().get(Service.COMPARISON, path, "text/markdown").body();
    }
}
