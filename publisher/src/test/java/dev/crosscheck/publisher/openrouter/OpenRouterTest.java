package dev.crosscheck.publisher.openrouter;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.ProviderReported;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import dev.crosscheck.event.pricing.UtcWindow;
import dev.crosscheck.publisher.RealData;
import dev.crosscheck.publisher.source.Kind;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.Mapping.Mapped;
import dev.crosscheck.publisher.source.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenRouterTest {

    private static final Instant TAKEN = Instant.parse("2026-08-22T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void priceAndContextAreThoseOfTheRoute() throws IOException {
        PriceReported price = price("""
                {"id":"meta-llama/llama-3.1-8b-instruct","name":"Llama","canonical_slug":"x","context_length":131072,
                 "architecture":{"modality":"text->text","input_modalities":["text"],"output_modalities":["text"]},
                 "pricing":{"prompt":"0.00000002","completion":"0.00000003"},
                 "top_provider":{"context_length":16384,"max_completion_tokens":8192,"is_moderated":false},
                 "supported_parameters":["tools","temperature"],"expiration_date":null}""");

        assertThat(price.model()).isEqualTo("meta-llama/llama-3.1-8b-instruct");
        assertThat(price.provider()).isEqualTo("openrouter");
        assertThat(price.route()).isEqualTo("meta-llama/llama-3.1-8b-instruct");
        assertThat(price.terms()).isEqualTo(Terms.PRICED);
        assertThat(price.status()).isEqualTo(RouteStatus.LIVE);
        assertThat(price.observedAt()).isEqualTo(TAKEN);
        assertThat(price.ratesInUsdPerMtok())
                .containsExactly(Rate.standard(Component.INPUT, "0.02"), Rate.standard(Component.OUTPUT, "0.03"));
        assertThat(price.facts().contextTokens()).isEqualTo(16_384);
        assertThat(price.facts().maxOutputTokens()).isEqualTo(8_192);
        assertThat(price.facts().capabilities())
                .containsOnly(
                        entry(ModelField.FUNCTION_CALLING, true),
                        entry(ModelField.TOOL_USE, true),
                        entry(ModelField.STRUCTURED_OUTPUTS, false),
                        entry(ModelField.REASONING, false),
                        entry(ModelField.VISION, false),
                        entry(ModelField.MULTIMODAL, false));
    }

    @Test
    void everyComponentByTheTokenIsARate() throws IOException {
        PriceReported price = priced("""
                "prompt":"0.000001","completion":"0.000002","input_cache_read":"0.0000001",
                "input_cache_write":"0.0000012","input_cache_write_1h":"0.000002","internal_reasoning":"0.000003",
                "audio":"0.000004","audio_output":"0.000005","image":"0.000001","image_output":"0.00006"
                """);

        assertThat(price.ratesInUsdPerMtok())
                .containsExactlyInAnyOrder(
                        Rate.standard(Component.INPUT, "1"),
                        Rate.standard(Component.OUTPUT, "2"),
                        Rate.standard(Component.CACHE_READ, "0.1"),
                        Rate.standard(Component.CACHE_WRITE, "1.2"),
                        Rate.standard(Component.CACHE_WRITE_1H, "2"),
                        Rate.standard(Component.REASONING, "3"),
                        Rate.standard(Component.AUDIO_INPUT, "4"),
                        Rate.standard(Component.AUDIO_OUTPUT, "5"),
                        Rate.standard(Component.IMAGE_INPUT, "1"),
                        Rate.standard(Component.IMAGE_OUTPUT, "60"));
    }

    @Test
    void whatIsNotChargedByTheTokenIsNoted() throws IOException {
        Mapped<Kind.Reported> mapped = mapped(model("m/x", """
                "prompt":"0.000001","completion":"0.000002","image":"0.0036","request":"0.01","web_search":"0.004",
                "input_audio_cache":"0.0000001","internal_reasoning":"0","colour":"1"
                """, ""));

        assertThat(((PriceReported) mapped.event().event()).rates()).hasSize(2);
        assertThat(mapped.notes())
                .extracting(Note::what)
                .containsExactlyInAnyOrder(
                        "pricing.image (not a price by the token)",
                        "pricing.request (no component of ours)",
                        "pricing.web_search (no component of ours)",
                        "pricing.input_audio_cache (no component of ours)",
                        "pricing.colour (unknown key)");
    }

    @Test
    void longerPromptIsACliff() throws IOException {
        PriceReported price = priced("""
                "prompt":"0.000001","completion":"0.000002",
                "overrides":[{"min_prompt_tokens":200000,"prompt":"0.000004","completion":"0.000018"}]
                """);

        assertThat(price.ratesInUsdPerMtok())
                .containsExactlyInAnyOrder(
                        Rate.standard(Component.INPUT, "1"),
                        Rate.standard(Component.OUTPUT, "2"),
                        rate(Component.INPUT, "4", null, 200_000L, null),
                        rate(Component.OUTPUT, "18", null, 200_000L, null));
    }

    @Test
    void hoursAreWindowsInUtcThatMayRunPastMidnight() throws IOException {
        PriceReported price = priced("""
                "prompt":"0.00000022","completion":"0.00000066","overrides":[
                 {"utc_start":1630,"utc_end":100,"prompt":"0.00000022"},
                 {"utc_start":100,"utc_end":1630,"prompt":"0.00000044"}]
                """);

        assertThat(price.ratesInUsdPerMtok())
                .contains(
                        rate(Component.INPUT, "0.22", null, null, window(16, 30, 1, 0)),
                        rate(Component.INPUT, "0.44", null, null, window(1, 0, 16, 30)));
    }

    @Test
    void ofTwoOverridesForOneConditionTheLaterWins() throws IOException {
        PriceReported price = priced("""
                "prompt":"0.000001","completion":"0.000002","overrides":[
                 {"min_prompt_tokens":100,"prompt":"0.000003"},{"min_prompt_tokens":100,"prompt":"0.000004"}]
                """);

        assertThat(price.ratesInUsdPerMtok())
                .contains(rate(Component.INPUT, "4", null, 100L, null))
                .hasSize(3);
    }

    @Test
    void overrideWithoutAKnownConditionIsNotTakenForThePrice() throws IOException {
        Mapped<Kind.Reported> mapped = mapped(model("m/x", """
                "prompt":"0.000001","completion":"0.000002","overrides":[{"weekday":"sunday","prompt":"0"}]
                """, ""));

        assertThat(((PriceReported) mapped.event().event()).ratesInUsdPerMtok())
                .contains(Rate.standard(Component.INPUT, "1"));
        assertThat(mapped.notes())
                .extracting(Note::what)
                .containsExactly("pricing.overrides (without a condition that is known)");
    }

    @Test
    void halfAWindowIsRefused() throws IOException {
        assertThat(refusal(model("m/x", """
                "prompt":"1","completion":"1","overrides":[{"utc_start":100,"prompt":"2"}]""", "")))
                .isEqualTo("pricing.overrides.utc_end: null (expected: both ends of the hours, or neither)");
        assertThat(refusal(model("m/x", """
                "prompt":"1","completion":"1","overrides":[{"utc_start":2500,"utc_end":1,"prompt":"2"}]""", "")))
                .isEqualTo("pricing.overrides.utc_start: 2500 (expected: hours and minutes, such as 1630)");
    }

    @Test
    void minusOneMeansThatItVaries() throws IOException {
        PriceReported price = priced("\"prompt\":\"-1\",\"completion\":\"-1\"");

        assertThat(price.terms()).isEqualTo(Terms.VARIES);
        assertThat(price.rates()).isEmpty();
    }

    @Test
    void anyOtherNegativeFigureIsRefused() throws IOException {
        assertThat(refusal(model("m/x", "\"prompt\":\"-2\",\"completion\":\"1\"", "")))
                .startsWith("pricing.prompt: -2 (expected: 0 to 1000000000 USD per million tokens");
        assertThat(refusal(model("m/x", "\"prompt\":\"much\",\"completion\":\"1\"", "")))
                .isEqualTo("pricing.prompt: \"much\" (expected: a number, or one in quotes)");
    }

    @Test
    void zeroIsFreeOnlyIfWordsSaySo() throws IOException {
        String zero = "\"prompt\":\"0\",\"completion\":\"0\"";

        assertThat(price(model("m/x:free", zero, "")).terms()).isEqualTo(Terms.FREE);
        assertThat(price(model("m/x", zero, "")).terms()).isEqualTo(Terms.UNKNOWN);
    }

    @Test
    void batchVariantHasPricesOfTheBatchTier() throws IOException {
        PriceReported price =
                price(model("openai/gpt-5.5:batch", "\"prompt\":\"0.0000025\",\"completion\":\"0.000015\"", ""));

        assertThat(price.ratesInUsdPerMtok())
                .containsExactly(
                        rate(Component.INPUT, "2.5", ServiceTier.BATCH, null, null),
                        rate(Component.OUTPUT, "15", ServiceTier.BATCH, null, null));
    }

    @Test
    void modelThatExpiresIsOnItsWayOutUnlessThatIsDecadesAway() throws IOException {
        String pricing = "\"prompt\":\"1e-6\",\"completion\":\"1e-6\"";

        assertThat(price(model("m/x", pricing, ",\"expiration_date\":\"2026-08-24\""))
                        .status())
                .isEqualTo(RouteStatus.DEPRECATED);
        Mapped<Kind.Reported> never = mapped(model("m/x", pricing, ",\"expiration_date\":\"2098-12-31\""));
        assertThat(((PriceReported) never.event().event()).status()).isEqualTo(RouteStatus.LIVE);
        assertThat(never.notes()).extracting(Note::kind).containsExactly(Note.Kind.REPAIRED);
        assertThat(refusal(model("m/x", pricing, ",\"expiration_date\":\"soon\"")))
                .startsWith("expiration_date: soon");
    }

    @Test
    void aliasOfTheLatestAndUnknownKeysAreNoted() throws IOException {
        Mapped<Kind.Reported> mapped =
                mapped(model("~z-ai/glm-latest", "\"prompt\":\"1e-6\",\"completion\":\"1e-6\"", """
                ,"alias_target":{"slug":"z-ai/glm-5.3"},"benchmarks":{"artificial_analysis":{}},"mood":"good"
                """));

        assertThat(((PriceReported) mapped.event().event()).model()).isEqualTo("~z-ai/glm-latest");
        assertThat(mapped.event().resolved()).isFalse();
        assertThat(mapped.notes())
                .extracting(Note::what)
                .containsExactly(
                        "alias_target (the name stands for whichever model is the latest)",
                        "benchmarks (scores, which this importer does not publish)",
                        "mood (unknown key)");
    }

    @Test
    void listMayStandUnderData() throws IOException {
        Path file = Files.writeString(
                folder.resolve("answer.json"),
                "{\"total\":{\"n\":1},\"data\":[" + model("m/x", "\"prompt\":\"1e-6\"", "")
                        + ",{\"name\":\"nameless\"}]}");

        List<Mapping<Kind.Reported>> all = RealData.all(new OpenRouterSource(file, TAKEN), "offers");

        assertThat(all).hasSize(2);
        assertThat(RealData.refusals(all)).isEqualTo(Map.of("[1]", "id: null (expected: the model's id)"));
    }

    @Test
    void anotherFileIsNotTakenForAList() throws IOException {
        Path file = Files.writeString(folder.resolve("other.json"), "{\"models\":[]}");

        assertThatThrownBy(() -> RealData.all(new OpenRouterSource(file, TAKEN), "offers"))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("no list of entries (expected: OpenRouter's list of models)");
    }

    @Test
    void providerIsAnAggregator() throws IOException {
        Path file = Files.writeString(folder.resolve("list.json"), "[]");

        assertThat(RealData.all(new OpenRouterSource(file, TAKEN), "providers"))
                .singleElement()
                .satisfies(mapping -> assertThat(((ProviderReported) ((Mapped<Kind.Reported>) mapping)
                                        .event()
                                        .event())
                                .kind())
                        .isEqualTo(ProviderKind.AGGREGATOR));
    }

    @Test
    void everyModelOfTheRealListIsAnOffer() throws IOException {
        List<Mapping<Kind.Reported>> all =
                RealData.all(new OpenRouterSource(RealData.file("openrouter/models.2026-08-22.json"), TAKEN), "offers");

        assertThat(all).hasSize(421);
        assertThat(RealData.refusals(all)).isEmpty();
        assertThat(RealData.notes(all))
                .isEqualTo(Map.of(
                        "DROPPED alias_target (the name stands for whichever model is the latest)", 12L,
                        "DROPPED benchmarks (scores, which this importer does not publish)", 230L,
                        "DROPPED pricing.input_audio_cache (no component of ours)", 27L,
                        "DROPPED pricing.overrides.input_audio_cache (no component of ours)", 7L,
                        "DROPPED pricing.web_search (no component of ours)", 158L,
                        "REPAIRED expiration_date decades away read as none", 5L,
                        "REPAIRED price rounded to nine decimals", 13L));
    }

    // ---- what the sentences above are said of

    private static String model(String id, String pricing, String more) {
        return "{\"id\":\"" + id + "\",\"name\":\"N\",\"pricing\":{" + pricing + "}" + more + "}";
    }

    private PriceReported priced(String pricing) throws IOException {
        return price(model("m/x", pricing, ""));
    }

    private PriceReported price(String model) throws IOException {
        return (PriceReported) mapped(model).event().event();
    }

    private Mapped<Kind.Reported> mapped(String model) throws IOException {
        return (Mapped<Kind.Reported>) read(model);
    }

    private String refusal(String model) throws IOException {
        return ((Mapping.Refused<Kind.Reported>) read(model)).reason();
    }

    private Mapping<Kind.Reported> read(String model) throws IOException {
        Path file = Files.writeString(folder.resolve("list.json"), "[" + model + "]");
        return RealData.all(new OpenRouterSource(file, TAKEN), "offers").getFirst();
    }

    private static Rate rate(
            Component component,
            String price,
            @Nullable ServiceTier tier,
            @Nullable Long above,
            @Nullable UtcWindow window) {
        return new Rate(component, UsdPerMtok.of(price), tier == null ? ServiceTier.STANDARD : tier, above, window);
    }

    private static UtcWindow window(int fromHour, int fromMinute, int untilHour, int untilMinute) {
        return new UtcWindow(LocalTime.of(fromHour, fromMinute), LocalTime.of(untilHour, untilMinute));
    }
}
