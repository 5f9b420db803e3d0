package dev.crosscheck.publisher.portkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.Rate;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortkeyTest {

    private static final Instant TAKEN = Instant.parse("2026-08-21T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void centsPerTokenAreDollarsPerMillion() throws IOException {
        PriceReported price = price("bedrock", "gpt-x", """
                {"pricing_config":{"currency":"USD","pay_as_you_go":{
                  "request_token":{"price":0.00025},"response_token":{"price":0.001},
                  "cache_read_input_token":{"price":0.000125},"cache_write_input_token":{"price":0},
                  "reasoning_token":{"price":0.002},
                  "request_audio_token":{"price":0.003},"response_audio_token":{"price":0.004},
                  "request_image_token":{"price":0.005},"response_image_token":{"price":0.006},
                  "additional_units":{"cache_write_1h":{"price":0.0003}}},
                 "batch_config":{"request_token":{"price":0.000125},"response_token":{"price":0.0005}}}}""");

        assertThat(price.model()).isEqualTo("gpt-x");
        assertThat(price.provider()).isEqualTo("amazon-bedrock");
        assertThat(price.route()).isEqualTo("gpt-x");
        assertThat(price.ratesInUsdPerMtok())
                .containsExactlyInAnyOrder(
                        Rate.standard(Component.INPUT, "2.5"),
                        Rate.standard(Component.OUTPUT, "10"),
                        Rate.standard(Component.CACHE_READ, "1.25"),
                        Rate.standard(Component.CACHE_WRITE, "0"),
                        Rate.standard(Component.CACHE_WRITE_1H, "3"),
                        Rate.standard(Component.REASONING, "20"),
                        Rate.standard(Component.AUDIO_INPUT, "30"),
                        Rate.standard(Component.AUDIO_OUTPUT, "40"),
                        Rate.standard(Component.IMAGE_INPUT, "50"),
                        Rate.standard(Component.IMAGE_OUTPUT, "60"),
                        rate(Component.INPUT, "1.25", ServiceTier.BATCH, null),
                        rate(Component.OUTPUT, "5", ServiceTier.BATCH, null));
    }

    @Test
    void tokenPricesAmongTheAdditionalUnitsAreRates() throws IOException {
        PriceReported price = price("openai", "m", """
                {"pricing_config":{"pay_as_you_go":{"additional_units":{
                  "thinking_token":{"price":0.0001},"request_audio_token":{"price":0.0002},
                  "response_audio_token":{"price":0.0003},"image_token":{"price":0.0004}}}}}""");

        assertThat(price.ratesInUsdPerMtok())
                .containsExactlyInAnyOrder(
                        Rate.standard(Component.REASONING, "1"),
                        Rate.standard(Component.AUDIO_INPUT, "2"),
                        Rate.standard(Component.AUDIO_OUTPUT, "3"),
                        Rate.standard(Component.IMAGE_OUTPUT, "4"));
    }

    @Test
    void modesAreTiersAndContextTiersCliffs() throws IOException {
        Mapped<Kind.Reported> mapped = mapped("bedrock", "m", """
                {"pricing_config":{"pay_as_you_go":{"request_token":{"price":0.0005}}},
                 "custom_pricing":{"context_tier_map":{"0":"lte-272k","272000":"gt-272k"},"regions":{
                  "default":{"execution_modes":{
                   "standard":{"context_tiers":{
                    "lte-272k":{"pricing_config":{"pay_as_you_go":{"request_token":{"price":0.0005}}}},
                    "gt-272k":{"pricing_config":{"pay_as_you_go":{"request_token":{"price":0.001}}}},
                    "gt-500k":{"pricing_config":{"pay_as_you_go":{"request_token":{"price":9}}}}}},
                   "priority":{"pricing_config":{"pay_as_you_go":{"request_token":{"price":0.0009}}}},
                   "flex":{"pricing_config":{"pay_as_you_go":{"request_token":{"price":0.0002}}}},
                   "sleepy":{"pricing_config":{"pay_as_you_go":{"request_token":{"price":9}}}}}},
                  "eu-west-2":{"execution_modes":{}}}}}""");

        assertThat(((PriceReported) mapped.event().event()).ratesInUsdPerMtok())
                .containsExactlyInAnyOrder(
                        Rate.standard(Component.INPUT, "5"),
                        rate(Component.INPUT, "10", null, 272_000L),
                        rate(Component.INPUT, "9", ServiceTier.PRIORITY, null),
                        rate(Component.INPUT, "2", ServiceTier.FLEX, null));
        assertThat(mapped.notes())
                .extracting(Note::what)
                .containsExactlyInAnyOrder(
                        "custom_pricing context tier gt-500k (not in context_tier_map)",
                        "custom_pricing execution mode sleepy (no tier of ours)",
                        "custom_pricing.regions (prices of one region)");
    }

    @Test
    void priceThatDisagreesWithTheOrdinaryOneIsNoted() throws IOException {
        Mapped<Kind.Reported> mapped = mapped("bedrock", "m", """
                {"pricing_config":{"pay_as_you_go":{"request_token":{"price":0.0005}}},
                 "custom_pricing":{"regions":{"default":{"execution_modes":{
                  "standard":{"pricing_config":{"pay_as_you_go":{"request_token":{"price":0.0007}}}}}}}}}""");

        assertThat(((PriceReported) mapped.event().event()).ratesInUsdPerMtok())
                .containsExactly(Rate.standard(Component.INPUT, "5"));
        assertThat(mapped.notes())
                .extracting(Note::what)
                .singleElement()
                .asString()
                .endsWith("request_token.price (another figure for the same)");
    }

    @Test
    void whatIsNotByTheTokenAndWhatIsNewIsNoted() throws IOException {
        Mapped<Kind.Reported> mapped = mapped("openai", "m", """
                {"pricing_config":{"pay_as_you_go":{"request_token":{"price":0.0005,"per":"day"},
                   "request_text_token":{"price":0.1},"image":{"default":{}},"smell":{"price":1},
                   "additional_units":{"web_search":{"price":1}}},
                  "fixed_cost":{"request":{"price":0.5}},"finetune_config":{}},"moon":1}""");

        assertThat(mapped.notes())
                .extracting(Note::what)
                .containsExactlyInAnyOrder(
                        "pricing_config.pay_as_you_go.request_token.per (unknown key)",
                        "additional_units.web_search (not a price by the token)",
                        "request_text_token (no component of ours)",
                        "image (no component of ours)",
                        "pricing_config.pay_as_you_go.smell (unknown key)",
                        "pricing_config.finetune_config (not a price by the token)",
                        "pricing_config.fixed_cost (not a price by the token)",
                        "moon (unknown key)");
    }

    @Test
    void placeholderIsNoOffer() throws IOException {
        assertThat(refusal("openai", "default", """
                {"pricing_config":{"pay_as_you_go":{"request_token":{"price":0}}}}"""))
                .isEqualTo("model: default (expected: a model, not upstream's entry for all the others)");
    }

    @Test
    void zeroAndNothingAreUnknownUnlessTheNameSaysFree() throws IOException {
        String zero = "{\"pricing_config\":{\"pay_as_you_go\":{\"request_token\":{\"price\":0}}}}";

        assertThat(price("openrouter", "m:free", zero).terms()).isEqualTo(Terms.FREE);
        assertThat(price("openrouter", "m", zero).terms()).isEqualTo(Terms.UNKNOWN);
        assertThat(price("openai", "m", "{\"pricing_config\":null}").terms()).isEqualTo(Terms.UNKNOWN);
    }

    @Test
    void anotherCurrencyIsRefused() throws IOException {
        assertThat(refusal("openai", "m", "{\"pricing_config\":{\"currency\":\"EUR\"}}"))
                .isEqualTo("pricing_config.currency: EUR (expected: USD)");
    }

    @Test
    void fileOfAnotherShapeIsNotTaken() throws IOException {
        Path file = Files.writeString(folder.resolve("prices.json"), "{\"openai\":7}");

        assertThatThrownBy(() -> RealData.all(new PortkeySource(file, TAKEN), "offers"))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("openai: 7 (expected: Portkey's prices, an object of providers)");
    }

    @Test
    void everyRealEntryIsAnOfferOrAPlaceholder() throws IOException {
        List<Mapping<Kind.Reported>> all =
                RealData.all(new PortkeySource(RealData.file("portkey/pricing.json"), TAKEN), "offers");

        assertThat(all).hasSize(3_230);
        assertThat(RealData.refusals(all))
                .hasSize(46)
                .allSatisfy((where, _) -> assertThat(where).endsWith("/default"));
        assertThat(RealData.notes(all).keySet())
                .filteredOn(note -> note.contains("unknown key"))
                .containsExactly("DROPPED gpt-image-1 (unknown key)");
    }

    // ---- what the sentences above are said of

    private PriceReported price(String provider, String model, String entry) throws IOException {
        return (PriceReported) mapped(provider, model, entry).event().event();
    }

    private Mapped<Kind.Reported> mapped(String provider, String model, String entry) throws IOException {
        return (Mapped<Kind.Reported>) read(provider, model, entry);
    }

    private String refusal(String provider, String model, String entry) throws IOException {
        return ((Mapping.Refused<Kind.Reported>) read(provider, model, entry)).reason();
    }

    private Mapping<Kind.Reported> read(String provider, String model, String entry) throws IOException {
        Path file = Files.writeString(
                folder.resolve("prices.json"), "{\"" + provider + "\":{\"" + model + "\":" + entry + "}}");
        return RealData.all(new PortkeySource(file, TAKEN), "offers").getFirst();
    }

    private static Rate rate(Component component, String price, @Nullable ServiceTier tier, @Nullable Long above) {
        return new Rate(component, UsdPerMtok.of(price), tier == null ? ServiceTier.STANDARD : tier, above, null);
    }
}
