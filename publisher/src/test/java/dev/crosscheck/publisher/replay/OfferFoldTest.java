package dev.crosscheck.publisher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.UsdPerMtok;
import dev.crosscheck.publisher.modelsdev.CatalogFile;
import dev.crosscheck.publisher.modelsdev.ModelsDev;
import dev.crosscheck.publisher.modelsdev.ModelsDevCatalogue;
import dev.crosscheck.publisher.source.Note;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OfferFoldTest {

    private static final String ADDED = """
            {"seq":1,"source":"openrouter","type":"offer_added","ts":"2025-01-01T02:00:00+02:00",
             "provider":"openrouter","model":"a/m","record":{"name":"M","pricing.prompt":"0.000001",
             "pricing.completion":"0.000002","top_provider.context_length":1000,"hugging_face_id":"a/m"}}""";

    private final OfferFold fold = new OfferFold(Histories.openRouter());

    @Test
    void addedOfferIsToldAsOfItsLine() {
        Step.Told told = told(fold.take("f:1", ADDED));

        assertThat(told.kind()).isEqualTo("added");
        assertThat(told.seq()).isEqualTo(1);
        PriceReported price = told.offer().price();
        assertThat(price.observedAt()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
        assertThat(price.validFrom()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
        assertThat(price.facts().contextTokens()).isEqualTo(1_000);
    }

    @Test
    void changeIsToldAsTheWholeOffer() {
        fold.take("f:1", ADDED);

        Step.Told told = told(fold.take("f:2", changed(2, "\"pricing.prompt\":[\"0.000001\",\"0.000005\"]")));

        assertThat(told.offer().price().ratesInUsdPerMtok())
                .containsExactly(Rate.standard(Component.INPUT, "5"), Rate.standard(Component.OUTPUT, "2"));
        assertThat(told.left()).isEmpty();
    }

    @Test
    void changeOfWhatWeCannotSayIsNoNews() {
        fold.take("f:1", ADDED);

        assertThat(fold.take("f:2", changed(2, "\"hugging_face_id\":[\"a/m\",\"b/m\"]")))
                .isEqualTo(new Step.NoNews("changed", 2, Instant.parse("2025-01-02T00:00:00Z")));
    }

    @Test
    void fieldThatBecomesNullIsGone() {
        fold.take("f:1", ADDED);

        Step.Told told = told(fold.take("f:2", changed(2, "\"top_provider.context_length\":[1000,null]")));

        assertThat(told.offer().price().facts().contextTokens()).isNull();
    }

    @Test
    void removedOfferIsRetiredWithItsLastPriceAndMayComeBack() {
        fold.take("f:1", ADDED);

        Step.Told gone = told(fold.take("f:2", line(2, "offer_removed", "")));
        Step.Told back = told(fold.take("f:3", ADDED.replace("\"seq\":1", "\"seq\":3")));

        assertThat(gone.kind()).isEqualTo("removed");
        assertThat(gone.offer().price().status()).isEqualTo(RouteStatus.RETIRED);
        assertThat(gone.offer().price().rates()).hasSize(2);
        assertThat(gone.offer().price().observedAt()).isEqualTo(Instant.parse("2025-01-02T00:00:00Z"));
        assertThat(back.offer().price().status()).isEqualTo(RouteStatus.LIVE);
        assertThat(fold.standing()).hasSize(1);
    }

    @Test
    void offerThatCanBeNoEventIsRefusedUntilItCanAgain() {
        fold.take("f:1", ADDED);

        assertThat(fold.take("f:2", changed(2, "\"pricing.prompt\":[\"0.000001\",\"lots\"]")))
                .isEqualTo(new Step.Refused(
                        "changed", "seq 2: pricing.prompt: \"lots\" (expected: a number, or one in quotes)"));
        assertThat(told(fold.take("f:3", changed(3, "\"pricing.prompt\":[\"lots\",\"0.000003\"]")))
                        .offer()
                        .price()
                        .ratesInUsdPerMtok())
                .contains(Rate.standard(Component.INPUT, "3"));
    }

    @Test
    void offerThatWasNeverToldNeedsNoWithdrawal() {
        fold.take("f:1", ADDED.replace("0.000001", "lots"));

        assertThat(fold.take("f:2", line(2, "offer_removed", ""))).isInstanceOf(Step.NoNews.class);
    }

    @Test
    void brokenLinesAreRefusedWithTheirPlaceAndTheNextIsRead() {
        assertRefused("{\"seq\":1,", "f:9: body: ");
        assertRefused("7", "f:9: entry: 7 (expected: an object)");
        assertRefused(ADDED.replace("\"seq\":1,", ""), "f:9: seq: null (expected: a whole number of at least 1)");
        assertRefused(
                ADDED.replace("\"openrouter\",\"type\"", "\"litellm\",\"type\""),
                "f:9: source: litellm (expected: openrouter)");
        assertRefused(ADDED.replace("offer_added", "offer_sold"), "f:9: type: offer_sold (expected: offer_added, ");
        assertRefused(
                ADDED.replace("2025-01-01T02:00:00+02:00", "yesterday"), "f:9: ts: yesterday (expected: a moment");
        assertRefused(ADDED.replace("\"a/m\",\"record\"", "\"\",\"record\""), "f:9: model:  (expected: a name)");
        assertRefused(ADDED.replace("\"record\":", "\"recording\":"), "f:9: record: null (expected: an object)");

        assertThat(fold.take("f:10", ADDED)).isInstanceOf(Step.Told.class);
    }

    @Test
    void lineOutOfOrderOrOfAnOfferThatIsNotListedIsRefused() {
        assertThat(fold.take("f:1", changed(4, "\"pricing.prompt\":[\"1\",\"2\"]")))
                .isEqualTo(new Step.Refused("changed", "seq 4: model: a/m (expected: an offer that is listed)"));
        assertThat(fold.take("f:2", line(5, "offer_removed", "")))
                .isEqualTo(new Step.Refused("removed", "seq 5: model: a/m (expected: an offer that is listed)"));
        assertRefused(ADDED, "f:9: seq: 1 (expected: more than 5, the one before)");
        fold.take("f:4", ADDED.replace("\"seq\":1", "\"seq\":6"));
        assertThat(fold.take("f:5", ADDED.replace("\"seq\":1", "\"seq\":7")))
                .isEqualTo(new Step.Refused("added", "seq 7: model: a/m (expected: an offer that is not listed yet)"));
        assertThat(fold.take("f:6", changed(8, "\"name\":\"N\"")))
                .isEqualTo(new Step.Refused("changed", "seq 8: changes.name: \"N\" (expected: [old, new])"));
    }

    @Test
    void offerThatChangesItsProviderIsWithdrawnThere() {
        OfferFold map = new OfferFold(Histories.liteLlm());
        map.take("f:1", """
                {"seq":1,"source":"litellm","type":"offer_added","ts":"2025-01-01T00:00:00Z","provider":"openai",
                 "model":"azure/m","record":{"litellm_provider":"openai","input_cost_per_token":1e-06}}""");

        Step.Told told = told(map.take("f:2", """
                {"seq":2,"source":"litellm","type":"offer_changed","ts":"2025-01-02T00:00:00Z","provider":"azure",
                 "model":"azure/m","changes":{"litellm_provider":["openai","azure"]}}"""));

        assertThat(told.offer().price().provider()).isEqualTo("azure");
        assertThat(told.left()).singleElement().satisfies(left -> {
            assertThat(left.price().provider()).isEqualTo("openai");
            assertThat(left.price().status()).isEqualTo(RouteStatus.RETIRED);
        });
    }

    @Test
    void linkMovesAnOfferAndWithdrawsItOnlyFromAModelItWasLinkedTo() throws Exception {
        OfferFold linked = new OfferFold(Histories.modelsDev(sample()));
        Step.Told unlinked = told(linked.take("f:1", """
                {"seq":1,"source":"models.dev","type":"offer_added","ts":"2025-01-01T00:00:00Z","provider":"groq",
                 "model":"gpt-nine","canonical":null,"record":{"name":"G","cost.input":1}}"""));
        Step.Told first = told(linked.take("f:2", canonical(2, "null", "\"openai/gpt-9\"")));
        Step.Told second = told(linked.take("f:3", canonical(3, "\"openai/gpt-9\"", "\"newcomer/fresh-1\"")));

        assertThat(unlinked.offer().price().model()).isEqualTo("groq/gpt-nine");
        assertThat(unlinked.offer().resolved()).isFalse();
        assertThat(first.offer().price().model()).isEqualTo("openai/gpt-9");
        assertThat(first.offer().resolved()).isTrue();
        assertThat(first.left()).isEmpty();
        assertThat(second.offer().price().model()).isEqualTo("newcomer/fresh-1");
        assertThat(second.left())
                .singleElement()
                .satisfies(left -> assertThat(left.price().model()).isEqualTo("openai/gpt-9"));
    }

    @Test
    void olderNamesOfModelsDevAreRead() throws Exception {
        OfferFold old = new OfferFold(Histories.modelsDev(sample()));

        Step.Told told = told(old.take("f:1", """
                {"seq":1,"source":"models.dev","type":"offer_added","ts":"2025-06-01T00:00:00Z","provider":"groq",
                 "model":"m","canonical":null,"record":{"name":"M","open":true,"id":"m:free","beta":true,
                 "input_modalities":["text","image"],"output_modalities":["text"],"cost.input":3,"cost.inputCached":1,
                 "cost.context_over_200k.input":6,"experimental":true}}"""));

        PriceReported price = told.offer().price();
        assertThat(price.status()).isEqualTo(RouteStatus.BETA);
        assertThat(price.facts().capabilities())
                .containsEntry(ModelField.VISION, true)
                .containsEntry(ModelField.MULTIMODAL, true);
        assertThat(price.ratesInUsdPerMtok())
                .containsExactly(
                        Rate.standard(Component.INPUT, "3"),
                        new Rate(Component.INPUT, UsdPerMtok.of("6"), ServiceTier.STANDARD, 200_000L, null));
        assertThat(told.notes())
                .extracting(Note::what)
                .containsExactly(
                        "cost.inputCached (of a cache, and not said whether read or written)",
                        "experimental (a bare true)");
    }

    @Test
    void portkeysRecordsStandUnderPricingConfig() {
        OfferFold cents = new OfferFold(Histories.portkey());

        Step.Told told = told(cents.take("f:1", """
                {"seq":1,"source":"portkey","type":"offer_added","ts":"2025-12-26T00:00:00Z","provider":"x-ai",
                 "model":"grok","record":{"pay_as_you_go.request_token.price":0.0002,"currency":"USD"}}"""));

        assertThat(told.offer().price().provider()).isEqualTo("xai");
        assertThat(told.offer().price().ratesInUsdPerMtok()).containsExactly(Rate.standard(Component.INPUT, "2"));
    }

    // ---- what the sentences above are said of

    private void assertRefused(String line, String reason) {
        assertThat(fold.take("f:9", line)).isInstanceOfSatisfying(Step.Refused.class, refused -> {
            assertThat(refused.kind()).isEqualTo("broken");
            assertThat(refused.reason()).startsWith(reason);
        });
    }

    private static Step.Told told(Step step) {
        assertThat(step).isInstanceOf(Step.Told.class);
        return (Step.Told) step;
    }

    private static String changed(long seq, String changes) {
        return line(seq, "offer_changed", ",\"changes\":{" + changes + "}");
    }

    private static String line(long seq, String type, String more) {
        return "{\"seq\":%d,\"source\":\"openrouter\",\"type\":\"%s\",\"ts\":\"2025-01-02T00:00:00Z\","
                        .formatted(seq, type)
                + "\"provider\":\"openrouter\",\"model\":\"a/m\"" + more + "}";
    }

    private static String canonical(long seq, String before, String now) {
        return """
                {"seq":%d,"source":"models.dev","type":"offer_changed","ts":"2025-01-02T00:00:00Z","provider":"groq",
                 "model":"gpt-nine","canonical":%s,"changes":{"canonical":[%s,%s]}}""".formatted(seq, now, before, now);
    }

    private static ModelsDevCatalogue sample() throws IOException, URISyntaxException {
        Path file = Path.of(Objects.requireNonNull(OfferFoldTest.class.getResource("/models-dev/catalogue.json"))
                .toURI());
        return new ModelsDevCatalogue(new CatalogFile(file), ModelsDev.origin(Instant.EPOCH));
    }
}
