package dev.crosscheck.publisher.litellm;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import dev.crosscheck.publisher.RealData;
import dev.crosscheck.publisher.source.Kind;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.Mapping.Mapped;
import dev.crosscheck.publisher.source.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiteLlmTest {

    private static final Instant TAKEN = Instant.parse("2026-07-24T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void everyTierHasItsOwnFieldAndIsOneRate() throws IOException {
        PriceReported price = price("gpt-9", """
                {"litellm_provider":"openai","mode":"chat",
                 "input_cost_per_token":5e-06,"output_cost_per_token":3e-05,
                 "input_cost_per_token_batches":2.5e-06,"output_cost_per_token_batches":1.5e-05,
                 "input_cost_per_token_flex":2.5e-06,"input_cost_per_token_priority":1e-05,
                 "input_cost_per_token_above_272k_tokens":1e-05,
                 "cache_read_input_token_cost":5e-07,
                 "cache_read_input_token_cost_above_272k_tokens_priority":2e-06,
                 "cache_creation_input_token_cost":6e-06,
                 "cache_creation_input_token_cost_above_1hr":7e-06,
                 "cache_creation_input_token_cost_above_1hr_above_200k_tokens":8e-06,
                 "output_cost_per_reasoning_token":4e-05,
                 "input_cost_per_audio_token":1e-04,"output_cost_per_audio_token":2e-04,
                 "input_cost_per_image_token":9e-06,"output_cost_per_image_token":9e-05}""");

        assertThat(price.ratesInUsdPerMtok())
                .containsExactlyInAnyOrder(
                        Rate.standard(Component.INPUT, "5"),
                        Rate.standard(Component.OUTPUT, "30"),
                        rate(Component.INPUT, "2.5", ServiceTier.BATCH, null),
                        rate(Component.OUTPUT, "15", ServiceTier.BATCH, null),
                        rate(Component.INPUT, "2.5", ServiceTier.FLEX, null),
                        rate(Component.INPUT, "10", ServiceTier.PRIORITY, null),
                        rate(Component.INPUT, "10", null, 272_000L),
                        Rate.standard(Component.CACHE_READ, "0.5"),
                        rate(Component.CACHE_READ, "2", ServiceTier.PRIORITY, 272_000L),
                        Rate.standard(Component.CACHE_WRITE, "6"),
                        Rate.standard(Component.CACHE_WRITE_1H, "7"),
                        rate(Component.CACHE_WRITE_1H, "8", null, 200_000L),
                        Rate.standard(Component.REASONING, "40"),
                        Rate.standard(Component.AUDIO_INPUT, "100"),
                        Rate.standard(Component.AUDIO_OUTPUT, "200"),
                        Rate.standard(Component.IMAGE_INPUT, "9"),
                        Rate.standard(Component.IMAGE_OUTPUT, "90"));
    }

    @Test
    void tierThatNobodyHasUsedYetIsReadByTheGrammar() throws IOException {
        PriceReported price = price("m", """
                {"litellm_provider":"openai","output_cost_per_audio_token_above_1024k_tokens_flex":1e-06}""");

        assertThat(price.ratesInUsdPerMtok())
                .containsExactly(rate(Component.AUDIO_OUTPUT, "1", ServiceTier.FLEX, 1_024_000L));
    }

    @Test
    void rangesAreCliffsAndTheFirstIsTheOrdinaryPrice() throws IOException {
        Mapped<Kind.Reported> mapped = mapped("dashscope/qwen-flash", """
                {"litellm_provider":"dashscope","tiered_pricing":[
                 {"range":[0,256000.0],"input_cost_per_token":5e-08,"output_cost_per_token":4e-07},
                 {"range":[256000.0,1000000.0],"input_cost_per_token":2.5e-07,"output_cost_per_token":2e-06,
                  "input_cost_per_query":0.1,"shade":1}]}""");

        assertThat(((PriceReported) mapped.event().event()).ratesInUsdPerMtok())
                .containsExactlyInAnyOrder(
                        Rate.standard(Component.INPUT, "0.05"),
                        Rate.standard(Component.OUTPUT, "0.4"),
                        rate(Component.INPUT, "0.25", null, 256_000L),
                        rate(Component.OUTPUT, "2", null, 256_000L));
        assertThat(mapped.notes())
                .extracting(Note::what)
                .containsExactly(
                        "tiered_pricing.input_cost_per_query (no component of ours)",
                        "tiered_pricing.shade (unknown key)");
    }

    @Test
    void whatIsNotByTheTokenAndWhatIsNewIsNoted() throws IOException {
        Mapped<Kind.Reported> mapped = mapped("m", """
                {"litellm_provider":"openai","input_cost_per_token":1e-06,"output_cost_per_image":0.04,
                 "output_cost_per_second":0.0,"search_context_cost_per_query":{"search_context_size_low":0.01},
                 "regional_processing_uplift_multiplier_eu":1.1,"supports_telepathy":true,"supports_tool_choice":true}
                """);

        assertThat(mapped.notes())
                .extracting(Note::kind, Note::what)
                .containsExactly(
                        tuple(Note.Kind.DROPPED, "output_cost_per_image (no component of ours)"),
                        tuple(Note.Kind.DROPPED, "regional_processing_uplift_multiplier_eu (no component of ours)"),
                        tuple(Note.Kind.DROPPED, "search_context_cost_per_query (no component of ours)"),
                        tuple(Note.Kind.DROPPED, "supports_telepathy (unknown key)"));
    }

    @Test
    void twoFieldsForOneThingThatDisagreeAreNoted() throws IOException {
        Mapped<Kind.Reported> mapped = mapped("m", """
                {"litellm_provider":"deepseek","cache_read_input_token_cost":1e-06,
                 "input_cost_per_token_cache_hit":2e-06}""");

        assertThat(((PriceReported) mapped.event().event()).ratesInUsdPerMtok())
                .containsExactly(Rate.standard(Component.CACHE_READ, "1"));
        assertThat(mapped.notes())
                .extracting(Note::what)
                .containsExactly("input_cost_per_token_cache_hit (another figure for the same)");
    }

    @Test
    void binaryRoundingIsTakenOff() throws IOException {
        assertThat(price("m", """
                {"litellm_provider":"openai","input_cost_per_token":1.6000000000000003e-07}""").ratesInUsdPerMtok()).containsExactly(Rate.standard(Component.INPUT, "0.16"));
    }

    @Test
    void contextAndCapabilitiesAreThoseOfTheRoute() throws IOException {
        PriceReported price = price("xai/grok", """
                {"litellm_provider":"xai","max_input_tokens":2000000.0,"max_output_tokens":30000,"max_tokens":30000,
                 "supports_function_calling":true,"supports_vision":false,"supports_response_schema":true,
                 "supports_reasoning":true,"supports_computer_use":false,"supports_code_execution":true,
                 "supported_modalities":["text","image"],"supported_output_modalities":["text"]}""");

        assertThat(price.facts().contextTokens()).isNull();
        assertThat(price.facts().maxInputTokens()).isEqualTo(2_000_000);
        assertThat(price.facts().maxOutputTokens()).isEqualTo(30_000);
        assertThat(price.facts().capabilities())
                .containsOnly(
                        entry(ModelField.FUNCTION_CALLING, true),
                        entry(ModelField.TOOL_USE, true),
                        entry(ModelField.VISION, false),
                        entry(ModelField.STRUCTURED_OUTPUTS, true),
                        entry(ModelField.REASONING, true),
                        entry(ModelField.COMPUTER_USE, false),
                        entry(ModelField.CODE_EXECUTION, true),
                        entry(ModelField.MULTIMODAL, true));
        assertThat(refusal("m", "{\"litellm_provider\":\"x\",\"max_input_tokens\":\"many\"}"))
                .isEqualTo("max_input_tokens: \"many\" (expected: a whole number)");
    }

    @Test
    void providerIsOursAndRouteItsOwnIdForTheModel() throws IOException {
        assertOffer("gpt-9", "openai", "openai", "gpt-9");
        assertOffer("azure/eu/gpt-9", "azure", "azure", "eu/gpt-9");
        assertOffer("anthropic.claude-9-v1:0", "bedrock_converse", "amazon-bedrock", "anthropic.claude-9-v1:0");
        assertOffer("bedrock/us-east-1/x", "bedrock", "amazon-bedrock", "us-east-1/x");
        assertOffer("vertex_ai/claude-9", "vertex_ai-anthropic_models", "google-vertex-anthropic", "claude-9");
        assertOffer(
                "fireworks_ai/accounts/fireworks/models/q",
                "fireworks_ai",
                "fireworks-ai",
                "accounts/fireworks/models/q");
        assertOffer("text-completion-codestral/c", "text-completion-codestral", "text-completion-codestral", "c");
        assertOffer("amazon-nova/nova", "amazon_nova", "amazon-nova", "nova");
        assertOffer("low/1024-x-1024/gpt-image-1", "openai", "openai", "low/1024-x-1024/gpt-image-1");
    }

    @Test
    void zeroIsFreeInAPlanOrUnknown() throws IOException {
        String zero = "\"input_cost_per_token\":0.0,\"output_cost_per_token\":0}";

        assertThat(price("openrouter/m:free", "{\"litellm_provider\":\"openrouter\"," + zero)
                        .terms())
                .isEqualTo(Terms.FREE);
        assertThat(price("github_copilot/m", "{\"litellm_provider\":\"github_copilot\"," + zero)
                        .terms())
                .isEqualTo(Terms.SUBSCRIPTION);
        assertThat(price("ollama/m", "{\"litellm_provider\":\"ollama\"," + zero).terms())
                .isEqualTo(Terms.UNKNOWN);
        assertThat(price("m", "{\"litellm_provider\":\"openai\",\"output_cost_per_image\":0.1}")
                        .terms())
                .isEqualTo(Terms.UNKNOWN);
    }

    @Test
    void routeIsDeprecatedFromItsDateOn() throws IOException {
        assertThat(price("m", "{\"litellm_provider\":\"x\",\"deprecation_date\":\"2026-07-24\"}")
                        .status())
                .isEqualTo(RouteStatus.DEPRECATED);
        Mapped<Kind.Reported> later = mapped("m", "{\"litellm_provider\":\"x\",\"deprecation_date\":\"2026-07-25\"}");
        assertThat(((PriceReported) later.event().event()).status()).isEqualTo(RouteStatus.LIVE);
        assertThat(later.notes()).extracting(Note::what).containsExactly("deprecation_date (still to come)");
        assertThat(refusal("m", "{\"litellm_provider\":\"x\",\"deprecation_date\":\"2025-1-6\"}"))
                .isEqualTo("deprecation_date: 2025-1-6 (expected: YYYY-MM-DD)");
    }

    @Test
    void keysThatAreNoModelsAreNotEntriesAndOthersWithoutAProviderAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("map.json"), """
                {"sample_spec":{"litellm_provider":"one of"},"fallback_generalizations":{"rules":[]},
                 "last_updated":"2026-07-24T18:23:43.215560+00:00","riddle":{"mode":"chat"},"number":7}""");

        List<Mapping<Kind.Reported>> all = RealData.all(new LiteLlmSource(file, TAKEN), "offers");

        assertThat(LiteLlmSource.lastUpdated(file)).contains(Instant.parse("2026-07-24T18:23:43.215560Z"));
        assertThat(RealData.refusals(all))
                .isEqualTo(Map.of(
                        "riddle", "litellm_provider: null (expected: who serves it, as every model has it)",
                        "number", "entry: 7 (expected: an object)"));
        assertThat(all).hasSize(2);
    }

    @Test
    void everyModelOfTheRealMapIsAnOffer() throws IOException {
        List<Mapping<Kind.Reported>> all = RealData.all(
                new LiteLlmSource(RealData.file("litellm/model_prices_and_context_window.2026-07-24.json"), TAKEN),
                "offers");

        assertThat(all).hasSize(2_982);
        assertThat(RealData.refusals(all)).isEmpty();
        assertThat(RealData.notes(all).keySet()).noneMatch(note -> note.contains("unknown key"));
        assertThat(all.stream()
                        .map(mapping -> (PriceReported)
                                ((Mapped<Kind.Reported>) mapping).event().event())
                        .collect(Collectors.groupingBy(PriceReported::terms, Collectors.counting())))
                .isEqualTo(Map.of(Terms.PRICED, 2_409L, Terms.FREE, 2L, Terms.SUBSCRIPTION, 41L, Terms.UNKNOWN, 530L));
    }

    // ---- what the sentences above are said of

    private void assertOffer(String key, String upstream, String provider, String route) throws IOException {
        PriceReported price = price(key, "{\"litellm_provider\":\"" + upstream + "\",\"input_cost_per_token\":1e-06}");
        assertThat(price.model()).isEqualTo(key);
        assertThat(price.provider()).as(key).isEqualTo(provider);
        assertThat(price.route()).as(key).isEqualTo(route);
    }

    private PriceReported price(String key, String entry) throws IOException {
        return (PriceReported) mapped(key, entry).event().event();
    }

    private Mapped<Kind.Reported> mapped(String key, String entry) throws IOException {
        return (Mapped<Kind.Reported>) read(key, entry);
    }

    private String refusal(String key, String entry) throws IOException {
        return ((Mapping.Refused<Kind.Reported>) read(key, entry)).reason();
    }

    private Mapping<Kind.Reported> read(String key, String entry) throws IOException {
        Path file = Files.writeString(folder.resolve("map.json"), "{\"" + key + "\":" + entry + "}");
        return RealData.all(new LiteLlmSource(file, TAKEN), "offers").getFirst();
    }

    private static Rate rate(Component component, String price, @Nullable ServiceTier tier, @Nullable Long above) {
        return new Rate(component, UsdPerMtok.of(price), tier == null ? ServiceTier.STANDARD : tier, above, null);
    }
}
