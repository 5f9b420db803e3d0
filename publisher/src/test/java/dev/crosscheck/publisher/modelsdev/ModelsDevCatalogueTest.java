package dev.crosscheck.publisher.modelsdev;

import static dev.crosscheck.event.catalog.ModelField.CONTEXT_TOKENS;
import static dev.crosscheck.event.catalog.ModelField.FUNCTION_CALLING;
import static dev.crosscheck.event.catalog.ModelField.INPUT_MODALITIES;
import static dev.crosscheck.event.catalog.ModelField.KIND;
import static dev.crosscheck.event.catalog.ModelField.KNOWLEDGE_CUTOFF;
import static dev.crosscheck.event.catalog.ModelField.LICENCE;
import static dev.crosscheck.event.catalog.ModelField.MAKER;
import static dev.crosscheck.event.catalog.ModelField.MAX_OUTPUT_TOKENS;
import static dev.crosscheck.event.catalog.ModelField.MULTIMODAL;
import static dev.crosscheck.event.catalog.ModelField.OPENNESS;
import static dev.crosscheck.event.catalog.ModelField.REASONING;
import static dev.crosscheck.event.catalog.ModelField.RELEASED;
import static dev.crosscheck.event.catalog.ModelField.STRUCTURED_OUTPUTS;
import static dev.crosscheck.event.catalog.ModelField.TOOL_USE;
import static dev.crosscheck.event.catalog.ModelField.VISION;
import static dev.crosscheck.event.catalog.ModelField.WEIGHTS_URL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.catalog.BenchmarkDefined;
import dev.crosscheck.event.catalog.CatalogUpdate;
import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.catalog.ScoreReported;
import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PricingUpdate;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.ProviderReported;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.Mapping.Mapped;
import dev.crosscheck.publisher.source.Mapping.Refused;
import dev.crosscheck.publisher.source.Note;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsDevCatalogueTest {

    private static final Instant TAKEN = Instant.parse("2026-07-02T00:00:00Z");

    @Test
    void dayOfTheCatalogueIsInItsSourceLine() throws IOException {
        assertThat(sample().takenOn()).contains(LocalDate.of(2026, 7, 2));
    }

    @Test
    void modelKeepsEveryFactThatHasAPlace() throws IOException {
        ModelReported gpt = (ModelReported) model("models/openai/gpt-9").event();

        assertThat(gpt.model()).isEqualTo("gpt-9");
        assertThat(gpt.aliases()).containsExactly(new ModelAlias("models-dev", "openai/gpt-9"));
        assertThat(gpt.observedAt()).isEqualTo(TAKEN);
        assertThat(gpt.facts())
                .containsEntry(MAKER, "OpenAI")
                .containsEntry(RELEASED, "2026-04-23")
                .containsEntry(KNOWLEDGE_CUTOFF, "2025-12-01")
                .containsEntry(CONTEXT_TOKENS, "1050000")
                .containsEntry(MAX_OUTPUT_TOKENS, "128000")
                .containsEntry(INPUT_MODALITIES, "image,pdf,text")
                .containsEntry(OPENNESS, "closed")
                .containsEntry(VISION, "true")
                .containsEntry(MULTIMODAL, "true")
                .containsEntry(REASONING, "true")
                .containsEntry(STRUCTURED_OUTPUTS, "true")
                .doesNotContainKeys(LICENCE, WEIGHTS_URL, KIND);
    }

    @Test
    void toolCallIsBothFunctionCallingAndToolUse() throws IOException {
        ModelReported gpt = (ModelReported) model("models/openai/gpt-9").event();
        ModelReported ornith = (ModelReported)
                model("models/deepreinforce/Ornith_1.0-9B-Instruct").event();

        assertThat(gpt.facts()).containsEntry(FUNCTION_CALLING, "true").containsEntry(TOOL_USE, "true");
        assertThat(ornith.facts()).containsEntry(FUNCTION_CALLING, "false").containsEntry(TOOL_USE, "false");
    }

    @Test
    void limitOfZeroIsNotKnown() throws IOException {
        ModelReported ornith = (ModelReported)
                model("models/deepreinforce/Ornith_1.0-9B-Instruct").event();

        assertThat(ornith.model()).isEqualTo("ornith_1.0-9b-instruct");
        assertThat(ornith.facts())
                .doesNotContainKeys(CONTEXT_TOKENS, MAX_OUTPUT_TOKENS, STRUCTURED_OUTPUTS, KNOWLEDGE_CUTOFF)
                .containsEntry(KIND, "instruct")
                .containsEntry(LICENCE, "MIT")
                .containsEntry(OPENNESS, "open-weights")
                .containsEntry(RELEASED, "2026-06");
    }

    @Test
    void weightsAreThoseOfTheMakersOwnPrecision() throws IOException {
        Mapped<CatalogUpdate> ornith = model("models/deepreinforce/Ornith_1.0-9B-Instruct");

        assertThat(((ModelReported) ornith.event()).facts())
                .containsEntry(WEIGHTS_URL, "https://huggingface.co/deepreinforce-ai/Ornith-1.0-9B");
        assertThat(ornith.notes()).extracting(Note::what).containsExactly("weights (a second link)");
    }

    @Test
    void unknownMakerIsLeftOutAndUnknownKeyIsNoted() throws IOException {
        Mapped<CatalogUpdate> fresh = model("models/newcomer/fresh-1");

        assertThat(((ModelReported) fresh.event()).facts())
                .doesNotContainKey(MAKER)
                .containsEntry(VISION, "false")
                .containsEntry(MULTIMODAL, "true");
        assertThat(fresh.notes())
                .extracting(Note::kind, Note::what)
                .containsExactly(
                        tuple(Note.Kind.NOT_CURATED, "name of the maker"),
                        tuple(Note.Kind.DROPPED, "colour (unknown key)"));
    }

    @Test
    void secondModelOfAnIdIsRefused() throws IOException {
        assertThat(refused(all(catalogue()::models), "models/newcomer/GPT-9"))
                .isEqualTo("model: newcomer/GPT-9 (expected: another id than gpt-9, which is openai/gpt-9)");
    }

    @Test
    void everySpellingOfABenchmarkGivesOneIdAndVersion() throws IOException {
        assertThat(score("models/openai/gpt-9/benchmarks/0").benchmark()).isEqualTo("terminal-bench");
        assertThat(score("models/openai/gpt-9/benchmarks/0").setting())
                .isEqualTo(new Setting("2.1", "success rate", "Terminus-2", null, null, Map.of()));
        assertThat(score("models/openai/gpt-9/benchmarks/1").benchmark()).isEqualTo("swe-bench-pro");
        assertThat(score("models/openai/gpt-9/benchmarks/2").benchmark()).isEqualTo("swe-bench-pro");
        assertThat(score("models/openai/gpt-9/benchmarks/2").setting())
                .isEqualTo(new Setting(null, "pass@1", "Codex", null, "high", Map.of("dataset", "hard-aa")));
    }

    @Test
    void harnessFiledUnderVariantIsAHarness() throws IOException {
        ScoreReported ornith = score("models/deepreinforce/Ornith_1.0-9B-Instruct/benchmarks/0");

        assertThat(ornith.benchmark()).isEqualTo("terminal-bench");
        assertThat(ornith.setting()).isEqualTo(new Setting("2.1", null, "Terminus-2", null, null, Map.of()));
    }

    @Test
    void wordsForOneMetricAreOneMetric() throws IOException {
        ScoreReported verified = score("models/deepreinforce/Ornith_1.0-9B-Instruct/benchmarks/2");

        assertThat(verified.setting().metric()).isEqualTo("resolve rate");
    }

    @Test
    void pageWithTheFigureTellsWhoMeasuredIt() throws IOException {
        assertThat(score("models/openai/gpt-9/benchmarks/0").selfReported())
                .as("on another maker's page")
                .isFalse();
        assertThat(score("models/openai/gpt-9/benchmarks/1").selfReported())
                .as("on the maker's own page")
                .isTrue();
        assertThat(score("models/openai/gpt-9/benchmarks/2").selfReported())
                .as("on a measurer's page")
                .isFalse();
        assertThat(score("models/deepreinforce/Ornith_1.0-9B-Instruct/benchmarks/0")
                        .selfReported())
                .as("on the maker's model card")
                .isTrue();
        assertThat(score("models/deepreinforce/Ornith_1.0-9B-Instruct/benchmarks/2")
                        .selfReported())
                .as("on a page nobody has looked up")
                .isNull();
    }

    @Test
    void scoreIsValidFromItsOwnDate() throws IOException {
        assertThat(score("models/openai/gpt-9/benchmarks/0").validFrom())
                .isEqualTo(Instant.parse("2026-05-28T00:00:00Z"));
        assertThat(score("models/openai/gpt-9/benchmarks/1").validFrom()).isNull();
        assertThat(score("models/openai/gpt-9/benchmarks/0").value()).isEqualByComparingTo("78.2");
    }

    @Test
    void unknownBenchmarkIsReportedAndNotGuessed() throws IOException {
        assertThat(refused(all(catalogue()::scores), "models/deepreinforce/Ornith_1.0-9B-Instruct/benchmarks/1"))
                .isEqualTo(
                        "benchmarks.name: Bench of Nowhere (expected: a spelling in the publisher's benchmarks.json)");
    }

    @Test
    void benchmarkAliasesLeaveOutSpellingsThatImplyAVersion() {
        List<CatalogUpdate> defined = new ArrayList<>();
        try {
            catalogue().benchmarks(mapping -> defined.add(((Mapped<CatalogUpdate>) mapping).event()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }

        assertThat(defined)
                .map(BenchmarkDefined.class::cast)
                .filteredOn(benchmark -> benchmark.benchmark().equals("terminal-bench"))
                .singleElement()
                .satisfies(benchmark -> assertThat(benchmark.aliases()).isEmpty());
        assertThat(defined)
                .map(BenchmarkDefined.class::cast)
                .filteredOn(benchmark -> benchmark.benchmark().equals("swe-bench-pro"))
                .singleElement()
                .satisfies(
                        benchmark -> assertThat(benchmark.aliases()).containsExactly("SWE-Bench Pro", "SWE Bench Pro"));
    }

    @Test
    void providerKindComesFromTheTableOrIsUnknown() throws IOException {
        assertThat(provider("providers/openai").kind()).isEqualTo(ProviderKind.MAKER);
        assertThat(provider("providers/openrouter").kind()).isEqualTo(ProviderKind.AGGREGATOR);
        assertThat(provider("providers/backyard").kind()).isEqualTo(ProviderKind.UNKNOWN);
    }

    @Test
    void documentationThatIsNoWebAddressIsDropped() throws IOException {
        Mapped<PricingUpdate> backyard = mapped(all(catalogue()::providers), "providers/backyard");

        assertThat(((ProviderReported) backyard.event()).url()).isNull();
        assertThat(backyard.notes())
                .extracting(Note::what)
                .containsExactly("doc (no http or https URL)", "kind of the provider");
    }

    @Test
    void tierIsACliffAndFastModeATier() throws IOException {
        PriceReported gpt = price("providers/openai/gpt-9");

        assertThat(gpt.terms()).isEqualTo(Terms.PRICED);
        assertThat(gpt.ratesInUsdPerMtok())
                .containsExactlyInAnyOrder(
                        Rate.standard(Component.INPUT, "5"),
                        Rate.standard(Component.OUTPUT, "30"),
                        Rate.standard(Component.CACHE_READ, "0.5"),
                        cliff(Component.INPUT, "10"),
                        cliff(Component.OUTPUT, "45"),
                        cliff(Component.CACHE_READ, "1"),
                        fast(Component.INPUT, "12.5"),
                        fast(Component.OUTPUT, "75"),
                        fast(Component.CACHE_READ, "1.25"));
    }

    @Test
    void routeFactsAreTheOffersNotTheModels() throws IOException {
        PriceReported gpt = price("providers/openrouter/openai/gpt-9");

        assertThat(gpt.facts().contextTokens()).isEqualTo(60_000);
        assertThat(gpt.facts().maxOutputTokens()).isNull();
        assertThat(gpt.facts().capabilities()).containsEntry(TOOL_USE, false).containsEntry(VISION, false);
        assertThat(gpt.status()).isEqualTo(RouteStatus.LIVE);
    }

    @Test
    void binaryRoundingIsTakenOffAndRealPrecisionKept() throws IOException {
        Mapped<ModelsDevCatalogue.Offer> gpt = offer("providers/openrouter/openai/gpt-9");

        assertThat(gpt.event().event().ratesInUsdPerMtok())
                .containsExactly(Rate.standard(Component.INPUT, "0.14"), Rate.standard(Component.OUTPUT, "0.00000075"));
        assertThat(gpt.notes()).extracting(Note::what).containsExactly("binary rounding taken off a price");
    }

    @Test
    void modelOfAnOfferFollowsUpstreamsRulesAndNoOthers() throws IOException {
        assertThat(price("providers/zai-coding-plan/gpt-nine").model())
                .as("curated base_model")
                .isEqualTo("openai/gpt-9");
        assertThat(price("providers/openrouter/openai/gpt-9").model())
                .as("same id")
                .isEqualTo("openai/gpt-9");
        assertThat(price("providers/openai/gpt-9").model())
                .as("provider and id")
                .isEqualTo("openai/gpt-9");

        Mapped<ModelsDevCatalogue.Offer> variant = offer("providers/openrouter/openai/gpt-9:free");
        assertThat(variant.event().event().model()).isEqualTo("openrouter/openai/gpt-9:free");
        assertThat(variant.event().resolved()).isFalse();
    }

    @Test
    void linkToNoModelIsLeftForAPerson() throws IOException {
        Mapped<ModelsDevCatalogue.Offer> lost = offer("providers/backyard/lost-link");

        assertThat(lost.event().event().model()).isEqualTo("backyard/lost-link");
        assertThat(lost.notes())
                .extracting(Note::what)
                .containsExactly("base_model (names no canonical model of the file)");
    }

    @Test
    void zeroIsFreeOnlyIfWordsSaySo() throws IOException {
        assertThat(price("providers/openrouter/openai/gpt-9:free").terms()).isEqualTo(Terms.FREE);
        assertThat(price("providers/openrouter/stranger/freedom-2").terms()).isEqualTo(Terms.UNKNOWN);
        assertThat(price("providers/zai-coding-plan/gpt-nine").terms()).isEqualTo(Terms.SUBSCRIPTION);
        assertThat(price("providers/backyard/lost-link").terms()).isEqualTo(Terms.UNKNOWN);
        assertThat(price("providers/openrouter/openai/gpt-9:free").rates()).isEmpty();
    }

    @Test
    void absentCostIsUnknown() throws IOException {
        PriceReported ornith = price("providers/backyard/Ornith_1.0-9B-Instruct");

        assertThat(ornith.terms()).isEqualTo(Terms.UNKNOWN);
        assertThat(ornith.rates()).isEmpty();
        assertThat(ornith.status()).isEqualTo(RouteStatus.DEPRECATED);
    }

    @Test
    void misspelledPricesAreReadAndUnmappablePricesCounted() throws IOException {
        Mapped<ModelsDevCatalogue.Offer> odd = offer("providers/backyard/odd");

        assertThat(odd.event().event().status()).isEqualTo(RouteStatus.BETA);
        assertThat(odd.event().event().ratesInUsdPerMtok())
                .containsExactlyInAnyOrder(
                        Rate.standard(Component.INPUT, "0.3"),
                        Rate.standard(Component.OUTPUT, "1.2"),
                        Rate.standard(Component.CACHE_READ, "0.03"),
                        Rate.standard(Component.CACHE_WRITE, "0.375"),
                        Rate.standard(Component.REASONING, "3"),
                        Rate.standard(Component.AUDIO_INPUT, "1.269"),
                        Rate.standard(Component.AUDIO_OUTPUT, "4"));
        assertThat(odd.notes())
                .filteredOn(note -> note.kind() == Note.Kind.REPAIRED)
                .extracting(Note::what)
                .containsExactly("cost.cached_input read as cache_read", "cost.cached_write read as cache_write");
        assertThat(odd.notes())
                .filteredOn(note -> note.kind() == Note.Kind.DROPPED)
                .extracting(Note::what)
                .containsExactly(
                        "cost.citation (not a price by the token)",
                        "cost.image (not a price by the token)",
                        "cost.request (not a price by the token)",
                        "cost.moonshine (unknown key)");
    }

    @Test
    void whatCanBeNoPriceIsRefusedWithItsReason() throws IOException {
        List<Mapping<ModelsDevCatalogue.Offer>> offers = all(catalogue()::prices);

        assertThat(refused(offers, "providers/backyard/broken-price"))
                .isEqualTo("cost.input: -1 (expected: 0 to 1000000000 USD per million tokens with at most 9 decimals)");
        assertThat(refused(offers, "providers/backyard/broken-status"))
                .isEqualTo("status: asleep (expected: alpha, beta, deprecated or none)");
    }

    @Test
    void everyEntryComesOutOnce() throws IOException {
        assertThat(all(catalogue()::models)).hasSize(4);
        assertThat(all(catalogue()::scores)).hasSize(6);
        assertThat(all(catalogue()::providers)).hasSize(4);
        assertThat(all(catalogue()::prices)).hasSize(10);
    }

    @Test
    void fileThatIsNoCatalogueIsRefusedWithItsPlace(@TempDir Path folder) throws IOException {
        Path truncated = Files.writeString(folder.resolve("truncated.json"), "{\"models\": {\"a/b\": {\"name\"");
        Path other = Files.writeString(folder.resolve("other.json"), "{\"models\": {}}");
        Path list = Files.writeString(folder.resolve("list.json"), "[]");

        assertThatThrownBy(() -> new ModelsDevCatalogue(new CatalogFile(truncated), ModelsDev.origin(TAKEN)))
                .isInstanceOf(InvalidEventException.class)
                .hasMessageContaining("truncated.json, line 1, column");
        assertThatThrownBy(() -> new ModelsDevCatalogue(new CatalogFile(other), ModelsDev.origin(TAKEN)))
                .hasMessageContaining("no providers (expected: models.dev's catalogue)");
        assertThatThrownBy(() -> new ModelsDevCatalogue(new CatalogFile(list), ModelsDev.origin(TAKEN)))
                .hasMessageContaining("the file: [ (expected: an object)");
    }

    // ---- what the sentences above are said of

    private static Rate cliff(Component component, String price) {
        return new Rate(component, new UsdPerMtok(new BigDecimal(price)), ServiceTier.STANDARD, 272_000L, null);
    }

    private static Rate fast(Component component, String price) {
        return new Rate(component, new UsdPerMtok(new BigDecimal(price)), ServiceTier.FAST, null, null);
    }

    private static Mapped<CatalogUpdate> model(String where) throws IOException {
        return mapped(all(catalogue()::models), where);
    }

    private static ScoreReported score(String where) throws IOException {
        return (ScoreReported) mapped(all(catalogue()::scores), where).event();
    }

    private static ProviderReported provider(String where) throws IOException {
        return (ProviderReported) mapped(all(catalogue()::providers), where).event();
    }

    private static Mapped<ModelsDevCatalogue.Offer> offer(String where) throws IOException {
        return mapped(all(catalogue()::prices), where);
    }

    private static PriceReported price(String where) throws IOException {
        return offer(where).event().event();
    }

    private static <E> Mapped<E> mapped(List<Mapping<E>> mappings, String where) {
        return (Mapped<E>) find(mappings, where);
    }

    private static <E> String refused(List<Mapping<E>> mappings, String where) {
        return ((Refused<E>) find(mappings, where)).reason();
    }

    private static <E> Mapping<E> find(List<Mapping<E>> mappings, String where) {
        return mappings.stream()
                .filter(mapping -> mapping.where().equals(where))
                .findFirst()
                .orElseThrow();
    }

    private interface Kind<E> {
        void read(Consumer<Mapping<E>> into) throws IOException;
    }

    private static <E> List<Mapping<E>> all(Kind<E> kind) throws IOException {
        List<Mapping<E>> all = new ArrayList<>();
        kind.read(all::add);
        return all;
    }

    private static ModelsDevCatalogue catalogue() throws IOException {
        return new ModelsDevCatalogue(sample(), ModelsDev.origin(TAKEN));
    }

    private static CatalogFile sample() {
        try {
            return new CatalogFile(Path.of(
                    Objects.requireNonNull(ModelsDevCatalogueTest.class.getResource("/models-dev/catalogue.json"))
                            .toURI()));
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
