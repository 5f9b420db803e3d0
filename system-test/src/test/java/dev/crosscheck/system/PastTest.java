package dev.crosscheck.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.catalog.BenchmarkDefined;
import dev.crosscheck.event.catalog.Better;
import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ScoreReported;
import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.event.catalog.SpellingLinked;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.QuoteReviewed;
import dev.crosscheck.event.pricing.UpdatesWithdrawn;
import dev.crosscheck.local.Service;
import dev.crosscheck.system.Site.Answer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A history of two models as readers lived through it. What the services said after each event is written
 * down, and must be what they say of that moment when asked later.
 */
class PastTest {

    private static final CrosscheckSystem SYSTEM = CrosscheckSystem.shared();
    private static final String A = "acme-past-a";
    private static final String B = "acme-past-b";
    private static final String PAIR = "/compare/" + A + "/" + B;
    private static final Instant START = TestFacts.START;
    private static final Instant TUESDAY = START.plus(1, ChronoUnit.DAYS);
    private static final Instant WEDNESDAY = START.plus(2, ChronoUnit.DAYS);
    private static final Instant THURSDAY = START.plus(3, ChronoUnit.DAYS);
    private static final Instant FRIDAY = START.plus(4, ChronoUnit.DAYS);

    /** What the services said, once an event had had its whole effect. */
    private record Remembered(
            String step, Instant at, Map<String, JsonNode> sheets, Map<String, JsonNode> states, JsonNode page) {}

    private static final List<Remembered> DIARY = new ArrayList<>();

    @BeforeAll
    static void live() {
        step(
                "introduced",
                Map.of(
                        "past-model-a", TestFacts.model(A, "Acme Past A"),
                        "past-model-b", TestFacts.model(B, "Acme Past B")));
        step(
                "priced",
                Map.of(
                        "past-price-a", TestFacts.price(A, "acme", "3", "15", START),
                        "past-price-b", TestFacts.price(B, "acme", "1", "5", START)));
        step("a benchmark", Map.of("past-bench", benchmark()));
        step(
                "scored",
                Map.of("past-score-a", score(A, "61", START, false), "past-score-b", score(B, "58", START, false)));
        step("cheaper since Tuesday", Map.of("past-cut", TestFacts.price(A, "acme", "2", "15", TUESDAY)));
        step("corrected back to Monday", Map.of("past-fix", corrected()));
        step(
                "late, of the day before",
                Map.of("past-late", TestFacts.price(B, "acme", "0.9", "5", START.minus(1, ChronoUnit.DAYS))));
        step("scored higher", Map.of("past-rescore", score(A, "66", THURSDAY, false)));
        step("score corrected", Map.of("past-score-fix", score(B, "63", THURSDAY, true)));
        step("waiting", Map.of("past-waits", TestFacts.price("acme/Past A", "bolt", "1.5", "14", START)));
        step("linked", Map.of("past-link", link(true)));
        step("held", Map.of("past-held", TestFacts.price(B, "acme", "30", "5", THURSDAY)));
        step("released", Map.of("past-release", review("past-held", QuoteReviewed.Decision.RELEASE)));
        step("held again", Map.of("past-zero", TestFacts.price(A, "acme", "0", "15", FRIDAY)));
        step("rejected", Map.of("past-reject", review("past-zero", QuoteReviewed.Decision.REJECT)));
        step("taken back", Map.of("past-undo", withdrawn()));
        step("unlinked", Map.of("past-unlink", link(false)));
    }

    private static void step(String name, Map<String, Object> events) {
        events.forEach(SYSTEM.feed()::send);
        SYSTEM.feed().flush();
        SYSTEM.awaitQuiet();
        Map<String, JsonNode> sheets = new LinkedHashMap<>();
        Map<String, JsonNode> states = new LinkedHashMap<>();
        for (String model : List.of(A, B)) {
            states.put(model, ask(Service.CATALOG, "/v1/models/" + model, ""));
            if (!DIARY.isEmpty()) {
                sheets.put(model, ask(Service.PRICING, "/v1/price-sheets/" + model, ""));
            }
        }
        JsonNode page = ask(Service.COMPARISON, "/v1/comparisons/" + A + "/" + B, "");
        DIARY.add(new Remembered(name, Instant.now(), sheets, states, page));
    }

    @Test
    void everyMomentIsAsItWasWhenItWasNow() {
        for (Remembered then : DIARY) {
            String query = "?knownAt=" + then.at();
            then.states()
                    .forEach((model, state) -> assertThat(ask(Service.CATALOG, "/v1/models/" + model, query))
                            .as("state of %s, %s", model, then.step())
                            .isEqualTo(state));
            then.sheets()
                    .forEach((model, sheet) -> assertThat(ask(Service.PRICING, "/v1/price-sheets/" + model, query))
                            .as("sheet of %s, %s", model, then.step())
                            .isEqualTo(sheet));
            assertThat(ask(Service.COMPARISON, "/v1/comparisons/" + A + "/" + B, query))
                    .as("page, %s", then.step())
                    .isEqualTo(then.page());
        }
        assertThat(DIARY.stream().map(Remembered::page).distinct()).hasSizeGreaterThan(10);
    }

    /** What was recorded at a moment is known at it, and not a nanosecond before. */
    @Test
    void eventIsKnownFromTheInstantItWasRecordedAt() {
        for (JsonNode entry :
                ask(Service.PRICING, "/v1/price-sheets/" + A + "/history", "").get("items")) {
            Instant recordedAt = Instant.parse(entry.get("recordedAt").asString());
            String event = entry.at("/provenance/eventId").asString();
            // A quote that is held and then rejected is on no sheet.
            if (!event.equals("past-zero")) {
                assertThat(known(recordedAt)).as(event).contains(event);
            }
            assertThat(known(recordedAt.minusNanos(1))).as(event).doesNotContain(event);
            assertThat(known(recordedAt.minusMillis(1))).as(event).doesNotContain(event);
        }
    }

    private static String known(Instant knownAt) {
        return SYSTEM.site()
                .get(Service.PRICING, "/v1/price-sheets/" + A + "?knownAt=" + knownAt, "application/json")
                .body();
    }

    @ParameterizedTest(name = "{0} at {1}: ${2}")
    @CsvSource({
        // Corrected on Wednesday: 2.5 from the start, until the cut.
        "acme-past-a, 2026-03-02T09:00:00Z, 2.5",
        "acme-past-a, 2026-03-03T08:59:59.999999999Z, 2.5",
        "acme-past-a, 2026-03-03T08:59:59.999Z, 2.5",
        // The correction is the last word of its source, so that it holds after the cut, too.
        "acme-past-a, 2026-03-04T09:00:00Z, 2.5",
        "acme-past-b, 2026-03-01T09:00:00Z, 0.9",
        "acme-past-b, 2026-03-02T08:59:59.999999999Z, 0.9",
        "acme-past-b, 2026-03-02T09:00:00Z, 1",
        "acme-past-b, 2026-03-05T08:59:59.999Z, 1",
        "acme-past-b, 2026-03-05T09:00:00Z, 30",
    })
    void priceIsTrueFromTheInstantItIsValidFrom(String model, String asOf, BigDecimal price) {
        JsonNode sheet = ask(Service.PRICING, "/v1/price-sheets/" + model, "?asOf=" + asOf);

        assertThat(sheet.at("/offers/0/rates/0/price").asString()).isEqualTo(price.toPlainString());
    }

    @ParameterizedTest(name = "at {0}: {1}")
    @CsvSource({"2026-03-02T09:00:00Z, $2.50", "2026-03-03T08:59:59.999999999Z, $2.50", "2026-03-05T09:00:00Z, $30"})
    void pageShowsThePricesOfTheInstant(String asOf, String shown) {
        assertThat(ask(Service.COMPARISON, "/v1/comparisons/" + A + "/" + B, "?asOf=" + asOf)
                        .toString())
                .contains(shown);
    }

    @Test
    void pairOfWhichOneModelWasNotKnownYetHasNoPage() {
        Answer before = SYSTEM.site()
                .get(
                        Service.COMPARISON,
                        "/v1/comparisons/" + A + "/" + B + "?asOf=2026-03-02T08:59:59.999999999Z",
                        "application/json");

        assertThat(before.status()).isEqualTo(404);
        assertThat(before.json().get("detail").asString())
                .isEqualTo("model: acme-past-a, asOf: 2026-03-02T08:59:59.999999Z (expected: 2026-03-02T09:00:00Z or"
                        + " later, since when a fact of acme-past-a is known)");
    }

    @Test
    void beforeTheFirstPriceThereIsNoSheetAndTheAnswerSaysSinceWhen() {
        Answer before = SYSTEM.site()
                .get(
                        Service.PRICING,
                        "/v1/price-sheets/" + B + "?asOf=2026-03-01T08:59:59.999999999Z",
                        "application/json");

        assertThat(before.status()).isEqualTo(404);
        assertThat(before.json().get("type").asString()).isEqualTo("/problems/not-known-then");
        assertThat(before.json().get("detail").asString())
                .isEqualTo("asOf: 2026-03-01T08:59:59.999999Z (expected: 2026-03-01T09:00:00Z or later, since when a"
                        + " price of acme-past-b is known)");
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void whatIsNoMomentOfThePastIsRefusedByAll(Service service) {
        String path = path(service);
        for (String field : List.of("asOf", "knownAt")) {
            for (String text : List.of("tomorrow", "", "2026-02-30", "2999-01-01", "1969-12-31", "2026-03-02T09:00")) {
                Answer answer = SYSTEM.site().get(service, path + "?" + field + "=" + text, "application/json");

                assertThat(answer.status()).as("%s=%s", field, text).isEqualTo(400);
                assertThat(answer.type()).isEqualTo("application/problem+json");
                assertThat(answer.json().get("type").asString()).isEqualTo("/problems/invalid-moment");
                assertThat(answer.json().get("detail").asString())
                        .startsWith(field + ": " + text + " (expected: a moment such as 2026-03-02T09:00:00Z or a day"
                                + " such as 2026-03-02, from 1970 to ")
                        .endsWith(", which is now)");
            }
        }
    }

    private static String path(Service service) {
        return switch (service) {
            case CATALOG -> "/v1/models/" + A;
            case PRICING -> "/v1/price-sheets/" + A;
            case COMPARISON -> "/v1/comparisons/" + A + "/" + B;
        };
    }

    @Test
    void pageOfThePastSaysSoInEveryForm() {
        String query = "?asOf=2026-03-02T09:00:00Z";

        for (String type : List.of("text/html", "text/markdown", "application/json")) {
            Answer page = SYSTEM.site().get(Service.COMPARISON, PAIR + query, type);

            assertThat(page.status()).isEqualTo(200);
            // Markdown escapes what could be markup.
            assertThat(page.body().replace("\\", ""))
                    .as(type)
                    .contains("This page shows the past: what was true at 2026-03-02T09:00:00Z, as it is known now.");
        }
        assertThat(SYSTEM.site().get(Service.COMPARISON, PAIR, "text/html").body())
                .doesNotContain("This page shows the past");
    }

    // ---- asking

    /** What is said of the facts: without the revision, and without what a page of the past says of being one. */
    private static JsonNode ask(Service service, String path, String query) {
        ObjectNode answer = (ObjectNode) SYSTEM.site().json(service, path + query);
        return answer.remove(List.of("revision", "asOf", "knownAt", "notice", "today"));
    }

    // ---- events

    private static PriceReported corrected() {
        PriceReported price = TestFacts.price(A, "acme", "2.5", "15", WEDNESDAY);
        return new PriceReported(
                price.model(),
                price.provider(),
                price.route(),
                price.terms(),
                price.currency(),
                price.unit(),
                price.rates(),
                price.facts(),
                price.status(),
                price.source(),
                price.observedAt(),
                START,
                true);
    }

    private static BenchmarkDefined benchmark() {
        return new BenchmarkDefined(
                "acme-past-quiz",
                "Past Quiz",
                "Questions on the past",
                Unit.PERCENT,
                Better.HIGHER,
                BigDecimal.ZERO,
                new BigDecimal("100"),
                List.of(),
                TestFacts.SOURCE,
                START,
                null,
                false);
    }

    private static ScoreReported score(String model, String value, Instant observedAt, boolean correction) {
        return new ScoreReported(
                model,
                "acme-past-quiz",
                Setting.UNSTATED,
                new BigDecimal(value),
                null,
                null,
                null,
                null,
                TestFacts.SOURCE,
                observedAt,
                correction ? START : null,
                correction);
    }

    private static SpellingLinked link(boolean linked) {
        return new SpellingLinked(
                A,
                new ModelAlias(TestFacts.SOURCE.id(), "acme/Past A"),
                linked,
                "An Editor",
                "Looked it up.",
                TestFacts.SOURCE,
                linked ? WEDNESDAY : THURSDAY,
                null,
                false);
    }

    private static QuoteReviewed review(String event, QuoteReviewed.Decision decision) {
        return new QuoteReviewed(
                event, event.equals("past-zero") ? A : B, decision, "Ada L.", "Asked them.", TestFacts.SOURCE, FRIDAY);
    }

    private static UpdatesWithdrawn withdrawn() {
        return new UpdatesWithdrawn(
                null, List.of("past-waits"), "Ada L.", "A file of last year.", TestFacts.SOURCE, FRIDAY);
    }
}
