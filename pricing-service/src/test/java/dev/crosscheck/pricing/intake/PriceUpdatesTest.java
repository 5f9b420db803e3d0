package dev.crosscheck.pricing.intake;

import static dev.crosscheck.kit.inbox.Outcome.ACCEPTED;
import static dev.crosscheck.kit.inbox.Outcome.DUPLICATE;
import static dev.crosscheck.kit.inbox.Outcome.LATE;
import static dev.crosscheck.kit.inbox.Outcome.REFUSED;
import static dev.crosscheck.kit.inbox.Outcome.UNCHANGED;
import static dev.crosscheck.pricing.intake.Events.MONDAY;
import static dev.crosscheck.pricing.intake.Events.TUESDAY;
import static dev.crosscheck.pricing.intake.Events.WEDNESDAY;
import static dev.crosscheck.pricing.intake.Events.model;
import static dev.crosscheck.pricing.intake.Events.price;
import static dev.crosscheck.pricing.intake.Events.provider;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.PriceSheet.PricePoint;
import dev.crosscheck.event.pricing.PriceSheet.Quoted;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.kit.intake.ItemResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The deliveries that Kafka does make, on a real PostgreSQL. */
class PriceUpdatesTest {

    private static Pricing pricing;

    @BeforeAll
    static void start() {
        pricing = Pricing.start();
    }

    @AfterAll
    static void stop() {
        pricing.close();
    }

    @BeforeEach
    void knowOneModel() {
        pricing.reset();
        pricing.learn(model("large-2", 1));
    }

    @Test
    void firstPriceMakesTheFirstSheet() {
        assertThat(pricing.take(price("3", "15", MONDAY)))
                .extracting(ItemResult::outcome)
                .containsExactly(ACCEPTED);

        PriceSheet sheet = pricing.outgoing().get("large-2");
        assertThat(sheet).isEqualTo(pricing.sheet("large-2"));
        assertThat(sheet.revision()).isEqualTo(1);
        Offer offer = sheet.offers().getFirst();
        assertThat(offer.provider()).isEqualTo(new PriceSheet.Provider("acme", "acme", ProviderKind.UNKNOWN, null));
        assertThat(offer.rates()).extracting(rate -> rate.price().toString()).containsExactly("3", "15");
        assertThat(offer.provenance().observedAt()).isEqualTo(MONDAY);
        assertThat(offer.history()).hasSize(1);
    }

    @Test
    void repeatedEventPublishesNothing() {
        List<ConsumerRecord<byte[], byte[]>> event = List.of(Pricing.record("same", "b", price("3", "15", MONDAY)));
        pricing.takeRecords(event);
        pricing.sent();

        assertThat(pricing.takeRecords(event)).extracting(ItemResult::outcome).containsExactly(DUPLICATE);

        assertThat(pricing.outgoing()).isEmpty();
        assertThat(pricing.rows("quote_history")).isEqualTo(1);
        assertThat(pricing.inbox.ofBatch(pricing.dsl, "b")).isEqualTo(Map.of(ACCEPTED, 1L, DUPLICATE, 1L));
    }

    @Test
    void eventTwiceInOneBatchCountsOnce() {
        ConsumerRecord<byte[], byte[]> event = Pricing.record("same", null, price("3", "15", MONDAY));

        assertThat(pricing.takeRecords(List.of(event, event)))
                .extracting(ItemResult::outcome)
                .containsExactly(ACCEPTED, DUPLICATE);
        assertThat(pricing.rows("quote_history")).isEqualTo(1);
    }

    @Test
    void samePriceAgainIsSeenAndSaidToNobody() {
        pricing.take(price("3", "15", MONDAY));
        pricing.sent();

        assertThat(pricing.take(price("3.00", "15.0", TUESDAY)))
                .extracting(ItemResult::outcome)
                .containsExactly(UNCHANGED);

        assertThat(pricing.outgoing()).isEmpty();
        assertThat(pricing.sheet("large-2").revision()).isEqualTo(1);
        assertThat(pricing.kinds()).containsExactly("first");
        assertThat(pricing.dsl.fetchValue("select last_seen_at = timestamptz '2026-03-03T09:00:00Z' from quote"))
                .isEqualTo(true);
    }

    @Test
    void lateQuoteEntersTheHistoryAndLeavesThePresent() {
        pricing.take(price("3", "15", TUESDAY));

        assertThat(pricing.take(price("5", "20", MONDAY)))
                .extracting(ItemResult::outcome)
                .containsExactly(LATE);

        assertThat(pricing.kinds()).containsExactly("first", "late");
        Offer offer = pricing.sheet("large-2").offers().getFirst();
        assertThat(offer.provenance().observedAt()).isEqualTo(TUESDAY);
        assertThat(inputs(offer)).containsExactly("5", "3");
    }

    @Test
    void lateQuoteOfThePresentPriceTellsThatItIsOlder() {
        pricing.take(price("3", "15", TUESDAY));

        pricing.take(price("3", "15", MONDAY));

        Offer offer = pricing.sheet("large-2").offers().getFirst();
        assertThat(offer.provenance().observedAt()).isEqualTo(MONDAY);
        assertThat(inputs(offer)).containsExactly("3");
    }

    @Test
    void lateQuoteBetweenTwoSightingsSplitsThem() {
        pricing.take(price("3", "15", MONDAY));
        pricing.take(price("3", "15", WEDNESDAY));

        pricing.take(price("2", "10", TUESDAY));

        assertThat(pricing.kinds()).containsExactly("first", "late", "change");
        Offer offer = pricing.sheet("large-2").offers().getFirst();
        assertThat(offer.provenance().observedAt()).isEqualTo(WEDNESDAY);
        assertThat(inputs(offer)).containsExactly("3", "2", "3");
    }

    @Test
    void burstInOneTransactionMakesOneRevision() {
        Object[] burst = new Object[120];
        for (int i = 0; i < burst.length; i++) {
            burst[i] = price(String.valueOf(i + 1), "15", MONDAY.plus(Duration.ofMinutes(i)));
        }

        pricing.take(burst);

        PriceSheet sheet = pricing.sheet("large-2");
        assertThat(sheet.revision()).isEqualTo(1);
        assertThat(inputs(sheet.offers().getFirst()))
                .hasSize(50)
                .startsWith("71")
                .endsWith("120");
        assertThat(pricing.rows("quote_history")).isEqualTo(120);
    }

    @Test
    void correctionAndChangeAreToldApart() {
        pricing.take(price("30", "150", MONDAY));
        pricing.take(price("3", "15", TUESDAY).correcting().since(MONDAY));
        pricing.take(price("2", "10", WEDNESDAY));

        assertThat(pricing.kinds()).containsExactly("first", "correction", "change");
        List<PricePoint> points = pricing.sheet("large-2").offers().getFirst().history();
        assertThat(points).extracting(PricePoint::correction).containsExactly(false, true, false);
        assertThat(points).extracting(PricePoint::validFrom).containsExactly(MONDAY, MONDAY, WEDNESDAY);
        assertThat(pricing.sheet("large-2").revision()).isEqualTo(3);
    }

    @Test
    void routeThatIsGoneStaysOnTheSheetAsRetired() {
        pricing.take(price("3", "15", MONDAY));
        pricing.take(price("3", "15", TUESDAY).gone());

        assertThat(pricing.kinds()).containsExactly("first", "retired");
        assertThat(pricing.sheet("large-2").offers()).extracting(Offer::status).containsExactly(RouteStatus.RETIRED);
    }

    @Test
    void sourceOfTheLowerRankIsShownAndTheOtherTravelsAlong() {
        pricing.take(price("4", "20", WEDNESDAY).says("reseller"));
        pricing.take(price("3", "15", MONDAY));

        Offer offer = pricing.sheet("large-2").offers().getFirst();
        assertThat(offer.provenance().source().id()).isEqualTo(Events.ACME_LIST);
        assertThat(offer.rule()).isEqualTo("a provider's own list before an aggregator");
        assertThat(offer.others())
                .extracting(other -> other.provenance().source().id())
                .containsExactly("reseller");
        assertThat(offer.others().getFirst().rates().getFirst().price().toString())
                .isEqualTo("4");
    }

    @Test
    void priceThatNobodyHasReadForAQuarterYieldsUntilItIsReadAgain() {
        Instant nextQuarter = MONDAY.plus(Duration.ofDays(91));
        pricing.take(price("3", "15", MONDAY));
        pricing.take(price("4", "20", nextQuarter).says("reseller"));

        Offer yielded = pricing.sheet("large-2").offers().getFirst();
        assertThat(yielded.provenance().source().id()).isEqualTo("reseller");
        assertThat(yielded.rule()).isEqualTo("what was last read more than 90 days before another source yields to it");
        assertThat(yielded.others()).extracting(Quoted::disagrees).containsExactly(true);

        pricing.take(price("3", "15", nextQuarter));

        Offer readAgain = pricing.sheet("large-2").offers().getFirst();
        assertThat(readAgain.provenance().source().id()).isEqualTo(Events.ACME_LIST);
        assertThat(readAgain.provenance().observedAt()).isEqualTo(MONDAY);
    }

    @Test
    void sourcesThatAgreeNeedNoRule() {
        pricing.take(price("3", "15", MONDAY), price("3.0", "15.0", TUESDAY).says("reseller"));

        assertThat(pricing.sheet("large-2").offers().getFirst().rule()).isNull();
    }

    @Test
    void offersStandInOrderOfProvider() {
        pricing.take(
                price("3", "15", MONDAY).by("zeta"),
                price("3", "15", MONDAY).by("beta"),
                price("3", "15", MONDAY).by("alpha"));

        assertThat(pricing.sheet("large-2").offers())
                .extracting(offer -> offer.provider().id())
                .containsExactly("alpha", "beta", "zeta");
    }

    @Test
    void providerThatIsReportedIsRenamedOnEverySheet() {
        pricing.learn(model("small-1", 1));
        pricing.take(price("3", "15", MONDAY), price("1", "5", MONDAY).of("small-1"));
        pricing.sent();

        pricing.take(provider("acme", "Acme AI", ProviderKind.MAKER, MONDAY));

        assertThat(pricing.outgoing()).containsOnlyKeys("large-2", "small-1");
        assertThat(pricing.outgoing().values())
                .allSatisfy(sheet -> assertThat(sheet.offers().getFirst().provider())
                        .isEqualTo(new PriceSheet.Provider(
                                "acme", "Acme AI", ProviderKind.MAKER, "https://acme.example")));
    }

    @ParameterizedTest(name = "then {0} on {1} by {2}: {3}, shown as {4}")
    @CsvSource({
        "Acme AI,  2026-03-05T09:00:00Z, acme-list, UNCHANGED, Acme AI",
        "Acme Inc, 2026-03-05T09:00:00Z, acme-list, ACCEPTED,  Acme Inc",
        "Acme Inc, 2026-03-01T09:00:00Z, acme-list, LATE,      Acme AI",
        "ACME,     2026-03-05T09:00:00Z, reseller,  ACCEPTED,  Acme AI",
    })
    void providerIsShownAsTheBestSourceSaidLast(
            String name, java.time.Instant observedAt, String source, String outcome, String shown) {
        pricing.take(price("3", "15", MONDAY), provider("acme", "Acme AI", ProviderKind.HOST, MONDAY));
        pricing.sent();

        ItemResult result = pricing.take(provider("acme", name, ProviderKind.HOST, observedAt, source))
                .getFirst();

        assertThat(result.outcome().name()).isEqualTo(outcome);
        assertThat(pricing.sheet("large-2").offers().getFirst().provider().name())
                .isEqualTo(shown);
        assertThat(pricing.outgoing().isEmpty()).isEqualTo(shown.equals("Acme AI"));
    }

    @Test
    void garbledEventsAmidGoodOnesChangeNothingForThem() {
        List<ItemResult> results = pricing.takeRecords(List.of(
                Pricing.record("good-1", "b", price("3", "15", MONDAY)),
                Pricing.raw("bad-1", "dev.crosscheck.pricing.price-reported.v1", "{\"model\":"),
                Pricing.raw("bad-2", "dev.crosscheck.pricing.price-reported.v7", "{}"),
                Pricing.record("good-2", "b", price("2", "10", TUESDAY))));

        assertThat(results).extracting(ItemResult::outcome).containsExactly(ACCEPTED, REFUSED, REFUSED, ACCEPTED);
        assertThat(results.get(2).detail())
                .startsWith("ce_type: dev.crosscheck.pricing.price-reported.v7 (expected: one of ");
        assertThat(inputs(pricing.sheet("large-2").offers().getFirst())).containsExactly("3", "2");
        assertThat(pricing.inbox.find(pricing.dsl, "bad-1").orElseThrow().outcome())
                .isEqualTo(REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"amount\":-1",
                "\"amount\":NaN",
                "\"amount\":1e400",
                "\"amount\":\"free\"",
                "\"amount\":1e-20",
            })
    void priceThatIsNoneIsRefused(String amount) {
        assertRefused(body().replace("\"amount\":3", amount));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"currency\":\"USD\"',                      '\"currency\":\"EUR\"'",
        "'\"unit\":\"usd-per-million-tokens\"',       '\"unit\":\"usd-per-word\"'",
        "'\"provider\":\"acme\"',                     '\"provider\":\"A C M E\"'",
        "'\"observedAt\":\"2026-03-02T09:00:00Z\"',   '\"observedAt\":\"2126-03-02T09:00:00Z\"'",
        "'\"observedAt\":\"2026-03-02T09:00:00Z\"',   '\"observedAt\":\"yesterday\"'",
        "'\"url\":\"https://acme-list.example/prices\"', '\"url\":\"javascript:alert(1)\"'",
        "'\"terms\":\"priced\"',                      '\"terms\":\"free\"'",
        "'\"component\":\"input\"',                   '\"component\":\"smell\"'",
    })
    void fieldThatIsWrongIsRefused(String right, String wrong) {
        assertThat(body()).contains(right);

        assertRefused(body().replace(right, wrong));
    }

    @Test
    void bodyOfTheTestsIsRightBeforeItIsGarbled() {
        assertThat(pricing.takeRecords(List.of(Pricing.raw("ok", PRICE, body()))))
                .extracting(ItemResult::outcome)
                .containsExactly(ACCEPTED);
    }

    @Test
    void refusedEventMayComeAgainMended() {
        pricing.takeRecords(List.of(Pricing.raw("e", PRICE, "{}")));

        assertThat(pricing.takeRecords(List.of(Pricing.raw("e", PRICE, body()))))
                .extracting(ItemResult::outcome)
                .containsExactly(ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update quote_history set kind = 'change'",
                "delete from quote_history",
                "delete from quote_sighting",
                "update provider_history set name = 'x'",
                "delete from quote_review",
                "update withdrawal set why = 'x'",
                "delete from withdrawn_update",
                "create table mine (id int)",
            })
    void serviceCannotRewriteHistory(String statement) {
        pricing.take(price("3", "15", MONDAY));

        assertThatThrownBy(() -> pricing.dsl.execute(statement))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void manyOffersTakeOneSheetEach() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            records.add(
                    Pricing.record("many-" + i, "b", price("3", "15", MONDAY).by("provider-" + i)));
        }

        pricing.takeRecords(records);

        assertThat(pricing.sheet("large-2").offers()).hasSize(1_000);
        assertThat(pricing.sheet("large-2").revision()).isEqualTo(1);
        assertThat(pricing.dsl.fetchCount(DSL.table("outbox"))).isEqualTo(1);
        assertThat(pricing.inbox.ofBatch(pricing.dsl, "b")).isEqualTo(Map.of(ACCEPTED, 1_000L));
    }

    private static final String PRICE = "dev.crosscheck.pricing.price-reported.v1";

    private static String body() {
        return """
                {"model":"large-2","provider":"acme","terms":"priced","currency":"USD",\
                "unit":"usd-per-million-tokens","rates":[{"component":"input","amount":3}],"status":"live",\
                "source":{"id":"acme-list","name":"List","url":"https://acme-list.example/prices"},\
                "observedAt":"2026-03-02T09:00:00Z","correction":false}""";
    }

    private static void assertRefused(String body) {
        ItemResult result =
                pricing.takeRecords(List.of(Pricing.raw("bad", PRICE, body))).getFirst();

        assertThat(result.outcome()).isEqualTo(REFUSED);
        assertThat(result.detail()).contains(": ").contains("(expected: ");
        assertThat(pricing.rows("quote_history")).isZero();
        assertThat(pricing.rows("waiting_update")).isZero();
    }

    private static List<String> inputs(Offer offer) {
        return offer.history().stream()
                .map(point -> String.valueOf(point.input()))
                .toList();
    }
}
