package dev.crosscheck.pricing.intake;

import static dev.crosscheck.kit.inbox.Outcome.ACCEPTED;
import static dev.crosscheck.kit.inbox.Outcome.DUPLICATE;
import static dev.crosscheck.kit.inbox.Outcome.LATE;
import static dev.crosscheck.kit.inbox.Outcome.QUARANTINED;
import static dev.crosscheck.kit.inbox.Outcome.REFUSED;
import static dev.crosscheck.kit.inbox.Outcome.WAITING;
import static dev.crosscheck.pricing.intake.Events.MONDAY;
import static dev.crosscheck.pricing.intake.Events.THURSDAY;
import static dev.crosscheck.pricing.intake.Events.TUESDAY;
import static dev.crosscheck.pricing.intake.Events.WEDNESDAY;
import static dev.crosscheck.pricing.intake.Events.model;
import static dev.crosscheck.pricing.intake.Events.price;
import static dev.crosscheck.pricing.intake.Events.reject;
import static dev.crosscheck.pricing.intake.Events.release;
import static dev.crosscheck.pricing.intake.Events.withdraw;
import static dev.crosscheck.pricing.intake.Events.withdrawBatch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.QuoteReviewed;
import dev.crosscheck.event.pricing.ReportedRate;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.UpdatesWithdrawn;
import dev.crosscheck.kit.inbox.Outcome;
import dev.crosscheck.kit.intake.ItemResult;
import dev.crosscheck.kit.intake.WaitingUpdate;
import dev.crosscheck.pricing.quote.TakenBack;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What looks wrong is held, what people decide is done, and nothing is lost; on a real PostgreSQL. */
class QuarantineTest {

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
    void mistakenUnitIsHeldAndTheLastGoodPriceStays() {
        take("good", price("3", "15", MONDAY));

        ItemResult result = take("wrong", price("3000000", "15000000", TUESDAY));

        assertThat(result.outcome()).isEqualTo(QUARANTINED);
        assertThat(result.detail())
                .isEqualTo(
                        "input: $3000000 per 1M (expected: between $0.3 and $30, within 10 times of $3 quoted before;"
                                + " 1000000 times is a mistaken unit)");
        assertThat(shown()).containsExactly("3");
        assertThat(offer().underReview()).isEqualTo(result.detail());
        assertThat(offer().provenance().eventId()).isEqualTo("good");
        assertThat(offer().history()).hasSize(1);
        assertThat(pricing.rows("quote_history")).isEqualTo(2);
        assertThat(states()).containsExactly("wrong held");
    }

    @Test
    void quoteThatIsHeldIsShownToThoseWhoWatch() {
        take("good", price("3", "15", MONDAY));
        take("wrong", price("3000000", "15000000", TUESDAY));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(gauge("crosscheck.quarantine.held")).isEqualTo(1));
        assertThat(gauge("crosscheck.quarantine.age")).isNotNegative();
    }

    private static double gauge(String name) {
        return pricing.context.getBean(MeterRegistry.class).get(name).gauge().value();
    }

    @Test
    void massChangeThatIsUndoneInMassLeavesNothingHeld() {
        take("good", price("3", "15", MONDAY));
        take("mass", price("4", "15", TUESDAY).held("one of very many"));
        assertThat(states()).containsExactly("mass held");

        assertThat(take("undone", price("3", "15", WEDNESDAY).held("one of very many"))
                        .outcome())
                .isEqualTo(ACCEPTED);

        assertThat(shown()).containsExactly("3");
        assertThat(offer().underReview()).isNull();
        assertThat(states()).containsExactly("mass superseded");
    }

    @Test
    void withdrawalOfAnOfferCanBeHeldToo() {
        take("good", price("3", "15", MONDAY));

        assertThat(take("gone", price("3", "15", TUESDAY).gone().held("one of very many"))
                        .outcome())
                .isEqualTo(QUARANTINED);

        assertThat(offer().status()).isEqualTo(RouteStatus.LIVE);
        take("r", release("gone", WEDNESDAY));
        assertThat(offer().status()).isEqualTo(RouteStatus.RETIRED);
    }

    @Test
    void reviewThatWaitsForItsQuoteIsListedUntilItComes() {
        assertThat(take("r", release("late", WEDNESDAY)).outcome()).isEqualTo(WAITING);

        WaitingUpdate waiting = pricing.updates.waiting(pricing.dsl, 0, 10).getFirst();
        assertThat(waiting.eventId()).isEqualTo("r");
        assertThat(waiting.field()).isEqualTo("event");
        assertThat(waiting.met()).isEqualTo("late");
        assertThat(waiting.type()).isEqualTo("dev.crosscheck.pricing.quote-reviewed.v1");

        take("late", price("3", "15", MONDAY));
        assertThat(pricing.updates.waiting(pricing.dsl, 0, 10)).isEmpty();
    }

    @Test
    void listOfWhatWaitsGoesOnAfterTheLastSeen() {
        take("p1", price("3", "15", MONDAY).of("Nobody/1"));
        take("r1", release("nobody-1", MONDAY));
        take("r2", release("nobody-2", MONDAY));
        take("p2", price("3", "15", MONDAY).of("Nobody/2"));

        List<String> seen = new ArrayList<>();
        long after = 0;
        for (int page = 0; page < 4; page++) {
            WaitingUpdate next = pricing.updates.waiting(pricing.dsl, after, 1).getFirst();
            seen.add(next.eventId());
            after = next.id();
        }

        assertThat(seen).containsExactlyInAnyOrder("p1", "r1", "r2", "p2");
        assertThat(pricing.updates.waiting(pricing.dsl, after, 1)).isEmpty();
    }

    /** Whoever is new may be wrong from the first word, and whoever was first may be the one who is wrong. */
    @Test
    void sourceThatContradictsAnotherOfTheSameOfferIsHeld() {
        take("list", price("3", "15", MONDAY).says("list"));

        ItemResult result =
                take("team", price("3000", "15000", TUESDAY).says("data-team").since(MONDAY));

        assertThat(result.outcome()).isEqualTo(QUARANTINED);
        assertThat(result.detail()).startsWith("input: $3000 per 1M (expected: ");
        assertThat(shown()).containsExactly("3");
        assertThat(states()).containsExactly("team held");
        // That the other repeats itself, or moves a little, makes nobody right.
        take("again", price("3.1", "15", WEDNESDAY).says("list"));
        assertThat(shown()).containsExactly("3.1");
        assertThat(states()).containsExactly("team held");
    }

    @Test
    void routeFarFromAnotherOfTheSameProviderIsHeld() {
        take("usual", price("3", "15", MONDAY));
        take("fast", price("36", "180", MONDAY).on("large-2-fast"));

        ItemResult result = take("wrong", price("0.003", "0.015", TUESDAY).on("large-2-us"));

        assertThat(result.outcome()).isEqualTo(QUARANTINED);
        assertThat(result.detail())
                .isEqualTo("input: $0.003 per 1M (expected: between $0.1 and $90, within 30 times of $3 that another"
                        + " route of the same provider costs; 1000 times is a mistaken unit)");
        assertThat(shown()).containsExactlyInAnyOrder("3", "36");
        assertThat(states()).containsExactly("wrong held");
    }

    @Test
    void thirdSourceDecidesBetweenTwo() {
        take("wrong", price("1500", "1900", MONDAY).says("list"));
        take("right", price("1.5", "1.9", TUESDAY).says("data-team"));
        assertThat(states()).containsExactly("right held");

        take("third", price("1.6", "1.9", WEDNESDAY).says("catalogue"));

        assertThat(states()).containsExactly("wrong held");
        assertThat(offer().others()).hasSize(1);
        assertThat(shown()).containsExactly("1.6");
    }

    @Test
    void personDecidesBetweenTwoSources() {
        take("wrong", price("1500", "1900", MONDAY).says("list"));
        take("right", price("1.5", "1.9", TUESDAY).says("data-team"));

        take("r", reject("wrong", WEDNESDAY));

        assertThat(states()).containsExactly("wrong rejected");
        assertThat(shown()).containsExactly("1.5");
    }

    @Test
    void plausiblePriceSupersedesTheOneHeld() {
        take("good", price("3", "15", MONDAY));
        take("wrong", price("3000000", "15", TUESDAY));

        assertThat(take("next", price("4", "15", WEDNESDAY)).outcome()).isEqualTo(ACCEPTED);

        assertThat(shown()).containsExactly("4");
        assertThat(offer().underReview()).isNull();
        assertThat(offer().history())
                .extracting(point -> String.valueOf(point.input()))
                .containsExactly("3", "4");
        assertThat(states()).containsExactly("wrong superseded");
    }

    @Test
    void firstWordThatNoModelCostsIsLeftOut() {
        assertThat(take("wrong", price("0.00000075", "15", MONDAY)).outcome()).isEqualTo(QUARANTINED);

        assertThat(pricing.sheet("large-2").offers()).isEmpty();

        take("right", price("0.75", "15", TUESDAY));
        assertThat(shown()).containsExactly("0.75");
    }

    @Test
    void priceThatIsZeroAtOnceIsHeld() {
        take("good", price("3", "15", MONDAY));

        assertThat(take("zero", price("0", "15", TUESDAY)).detail())
                .isEqualTo("input: $0 (expected: a price, as $3 per 1M was quoted before)");
        assertThat(shown()).containsExactly("3");
    }

    /** What a quote leaves out is not forgotten: whoever quotes it again is judged by what it was. */
    @Test
    void priceThatAQuoteLeftOutIsStillWhatTheNextIsJudgedBy() {
        take("good", price("3", "9", MONDAY));
        take("cache", rates(TUESDAY, Component.CACHE_READ));

        assertThat(take("wrong", price("1900", "1999", WEDNESDAY)).detail())
                .isEqualTo("input: $1900 per 1M (expected: between $0.3 and $30, within 10 times of $3 quoted before)");
        assertThat(states()).containsExactly("wrong held");
    }

    @Test
    void correctionIsJudgedToo() {
        take("good", price("3", "15", MONDAY));

        assertThat(take("wrong", price("0.003", "15", TUESDAY).correcting()).outcome())
                .isEqualTo(QUARANTINED);
    }

    @Test
    void publisherCanAskForAReview() {
        take("good", price("3", "15", MONDAY));

        assertThat(take("many", price("4", "15", TUESDAY).held("one of 2,193 changes at once"))
                        .detail())
                .isEqualTo("held by its publisher: one of 2,193 changes at once");
        assertThat(shown()).containsExactly("3");
    }

    @Test
    void priceOutOfLineWithTwoOthersIsLeftOutUntilItsSourceMends() {
        take("a", price("0.2", "0.2", MONDAY).by("acme"));
        take("b", price("0.3", "0.2", MONDAY).by("bolt"));
        take("c", price("150", "0.2", MONDAY).by("coil"));

        assertThat(shown()).containsExactly("0.2", "0.3");
        assertThat(states()).containsExactly("c held");

        assertThat(take("d", price("0.15", "0.2", TUESDAY).by("coil")).outcome())
                .isEqualTo(ACCEPTED);
        assertThat(shown()).containsExactly("0.2", "0.3", "0.15");
    }

    @Test
    void oneOtherAloneProvesNothing() {
        take("a", price("0.2", "0.2", MONDAY).by("acme"));

        assertThat(take("c", price("150", "0.2", MONDAY).by("coil")).outcome()).isEqualTo(ACCEPTED);
    }

    @Test
    void releasedQuoteIsShownAndIsWhatComesNextIsJudgedBy() {
        take("good", price("3", "15", MONDAY));
        take("cut", price("0.1", "0.5", TUESDAY));

        assertThat(take("review", release("cut", WEDNESDAY)).outcome()).isEqualTo(ACCEPTED);

        assertThat(shown()).containsExactly("0.1");
        assertThat(offer().underReview()).isNull();
        assertThat(states()).containsExactly("cut released");
        assertThat(take("next", price("0.2", "0.5", THURSDAY)).outcome()).isEqualTo(ACCEPTED);
    }

    @Test
    void rejectedQuoteStaysRejectedWhenItIsSaidAgain() {
        take("good", price("3", "15", MONDAY));
        take("held", price("4", "15", TUESDAY).held("of many"));
        take("review", reject("held", WEDNESDAY));
        assertThat(shown()).containsExactly("3");
        assertThat(offer().underReview()).isNull();
        take("back", price("3", "15", WEDNESDAY));

        assertThat(take("again", price("4", "15", THURSDAY)).outcome()).isEqualTo(QUARANTINED);

        assertThat(shown()).containsExactly("3");
        assertThat(states()).containsExactly("held rejected", "again rejected");
    }

    @Test
    void lastDecisionCounts() {
        take("good", price("3", "15", MONDAY));
        take("cut", price("0.1", "15", TUESDAY));
        take("second", release("cut", THURSDAY));

        take("first", reject("cut", WEDNESDAY));

        assertThat(shown()).containsExactly("0.1");
    }

    @Test
    void reviewThatOvertakesItsQuoteWaitsForIt() {
        take("good", price("3", "15", MONDAY));

        assertThat(take("review", release("cut", WEDNESDAY)).outcome()).isEqualTo(WAITING);
        take("cut", price("0.1", "15", TUESDAY));

        assertThat(shown()).containsExactly("0.1");
        assertThat(outcome("review")).isEqualTo(ACCEPTED);
    }

    @Test
    void withdrawnBatchCountsAsNeverSaid() {
        take("good", price("3", "15", MONDAY));
        String before = pricing.sheet("large-2").offers().toString();
        takeInBatch("import-7", "bad", price("4", "15", TUESDAY));
        takeInBatch("import-7", "new", price("4", "15", TUESDAY).by("bolt"));

        assertThat(take("undo", withdrawBatch("import-7", WEDNESDAY)).outcome()).isEqualTo(ACCEPTED);

        assertThat(pricing.sheet("large-2").offers()).hasToString(before);
        assertThat(pricing.rows("quote_history")).isEqualTo(3);
        take("undo-again", withdrawBatch("import-7", THURSDAY));
        assertThat(pricing.sheet("large-2").offers()).hasToString(before);
        assertThat(takeInBatch("import-7", "more", price("5", "15", THURSDAY)).outcome())
                .isEqualTo(LATE);
        assertThat(pricing.sheet("large-2").offers()).hasToString(before);
    }

    @Test
    void historySaysWhoTookAQuoteBack() {
        take("good", price("3", "15", MONDAY));
        takeInBatch("import-7", "bad", price("4", "15", TUESDAY));
        UpdatesWithdrawn undo = withdrawBatch("import-7", WEDNESDAY);

        take("undo", undo);

        Map<String, TakenBack.Withdrawn> withdrawn = new TakenBack().of(pricing.dsl, List.of("good", "bad"));
        assertThat(withdrawn).containsOnlyKeys("bad");
        assertThat(withdrawn.get("bad").by()).isEqualTo(undo.by());
        assertThat(withdrawn.get("bad").why()).isEqualTo(undo.why());
    }

    @Test
    void updateThatWasTakenBackIsNotListedAsWaiting() {
        takeInBatch("import-7", "unknown-1", price("4", "15", TUESDAY).of("nobody-knows"));
        takeInBatch("import-8", "unknown-2", price("4", "15", TUESDAY).of("nobody-knows"));
        take("unknown-3", price("4", "15", TUESDAY).of("nobody-knows"));
        assertThat(waiting()).containsExactly("unknown-1", "unknown-2", "unknown-3");

        take("undo-batch", withdrawBatch("import-7", WEDNESDAY));
        take("undo-one", withdraw(WEDNESDAY, "unknown-3"));

        assertThat(waiting()).containsExactly("unknown-2");
    }

    @Test
    void withdrawalOfAllLeavesASheetWithoutOffers() {
        take("only", price("3", "15", MONDAY));

        take("undo", withdraw(TUESDAY, "only"));

        assertThat(pricing.outgoing().get("large-2").offers()).isEmpty();
        assertThat(take("only", price("3", "15", MONDAY)).outcome()).isEqualTo(DUPLICATE);
        take("anew", price("3", "15", WEDNESDAY));
        assertThat(shown()).containsExactly("3");
    }

    @Test
    void withdrawalOfAPriceHeldEndsItsReview() {
        take("good", price("3", "15", MONDAY));
        take("wrong", price("3000", "15", TUESDAY));

        take("undo", withdraw(WEDNESDAY, "wrong"));

        assertThat(offer().underReview()).isNull();
        assertThat(states()).isEmpty();
    }

    @Test
    void withdrawalThatComesFirstIsNotForgotten() {
        take("good", price("3", "15", MONDAY));
        take("undo", withdraw(TUESDAY, "bad"));

        ItemResult late = take("bad", price("4", "15", TUESDAY));

        assertThat(late.outcome()).isEqualTo(LATE);
        assertThat(late.detail()).isEqualTo("withdrawn by Ada L. before it came");

        assertThat(shown()).containsExactly("3");
    }

    /** What a person decided by mistake is undone as everything else is. */
    @Test
    void withdrawnReviewCountsAsNeverSaid() {
        take("good", price("3", "15", MONDAY));
        take("cut", price("0.1", "15", TUESDAY));
        takeInBatch("friday", "review", release("cut", WEDNESDAY));
        assertThat(shown()).containsExactly("0.1");

        take("undo", withdraw(THURSDAY, "review"));

        assertThat(shown()).containsExactly("3");
        assertThat(states()).containsExactly("cut held");
        take("again", release("cut", THURSDAY));
        assertThat(shown()).containsExactly("0.1");
    }

    @Test
    void reviewOfABatchThatWasWithdrawnDoesNothing() {
        take("good", price("3", "15", MONDAY));
        take("cut", price("0.1", "15", TUESDAY));
        take("undo", withdrawBatch("friday", WEDNESDAY));

        ItemResult late = takeInBatch("friday", "review", release("cut", WEDNESDAY));

        assertThat(late.outcome()).isEqualTo(LATE);
        assertThat(late.detail()).isEqualTo("withdrawn by Ada L. before it came");
        assertThat(shown()).containsExactly("3");
    }

    @Test
    void reviewThatWaitsCanBeWithdrawn() {
        take("review", release("cut", WEDNESDAY));
        take("undo", withdraw(THURSDAY, "review"));
        assertThat(pricing.updates.waiting(pricing.dsl, 0, 10)).isEmpty();

        take("good", price("3", "15", MONDAY));
        take("cut", price("0.1", "15", TUESDAY));

        assertThat(shown()).containsExactly("3");
        assertThat(outcome("review")).isEqualTo(LATE);
    }

    @Test
    void reviewOfAnotherModelIsRefused() {
        take("good", price("3", "15", MONDAY));
        take("cut", price("0.1", "15", TUESDAY));

        ItemResult result = take("review", ofSmall(release("cut", WEDNESDAY)));

        assertThat(result.outcome()).isEqualTo(REFUSED);
        assertThat(result.detail()).isEqualTo("model: small-1 (expected: large-2, of which event cut quoted a price)");
        assertThat(shown()).containsExactly("3");
        assertThat(take("review", release("cut", WEDNESDAY)).outcome()).isEqualTo(ACCEPTED);
        assertThat(shown()).containsExactly("0.1");
    }

    @Test
    void reviewOfAnotherModelThatCameFirstIsRefusedWhenItsQuoteComes() {
        take("good", price("3", "15", MONDAY));
        take("review", ofSmall(release("cut", WEDNESDAY)));

        take("cut", price("0.1", "15", TUESDAY));

        assertThat(shown()).containsExactly("3");
        assertThat(outcome("review")).isEqualTo(REFUSED);
        ItemResult again = take("review", release("cut", WEDNESDAY));
        assertThat(again.outcome()).isEqualTo(REFUSED);
        assertThat(again.detail()).isEqualTo("id: review (expected: another, as a decision of this id was refused)");
        assertThat(take("other", release("cut", WEDNESDAY)).outcome()).isEqualTo(ACCEPTED);
        assertThat(shown()).containsExactly("0.1");
    }

    @Test
    void decisionsOfPeopleStayAsTheyWereMade() {
        assertThat(pricing.dsl.fetch("select table_name, privilege_type from information_schema.role_table_grants"
                        + " where grantee = current_user and privilege_type in ('UPDATE', 'DELETE')"
                        + " and table_name in ('quote_history', 'quote_sighting', 'quote_review',"
                        + " 'withdrawal', 'withdrawn_update')"))
                .isEmpty();
    }

    /** An ordinary quote, but of one thing only, at $1. */
    private static PriceReported rates(Instant observedAt, Component component) {
        PriceReported event = price("1", "1", observedAt).event();
        return new PriceReported(
                event.model(),
                event.provider(),
                event.route(),
                event.terms(),
                event.currency(),
                event.unit(),
                List.of(new ReportedRate(component, BigDecimal.ONE, null, null, null)),
                event.facts(),
                event.status(),
                event.source(),
                observedAt,
                null,
                false,
                null);
    }

    private static QuoteReviewed ofSmall(QuoteReviewed review) {
        return new QuoteReviewed(
                review.event(),
                "small-1",
                review.decision(),
                review.by(),
                review.why(),
                review.source(),
                review.observedAt());
    }

    private static ItemResult take(String id, Object event) {
        return takeInBatch(null, id, event);
    }

    private static ItemResult takeInBatch(@Nullable String batch, String id, Object event) {
        return pricing.takeRecords(List.of(Pricing.record(id, batch, event))).getFirst();
    }

    private static Outcome outcome(String id) {
        return pricing.inbox.find(pricing.dsl, id).orElseThrow().outcome();
    }

    private static Offer offer() {
        return pricing.sheet("large-2").offers().getFirst();
    }

    /** The input prices on the sheet. */
    private static List<String> shown() {
        return pricing.sheet("large-2").offers().stream()
                .map(offer -> offer.rates().getFirst().price().toString())
                .toList();
    }

    private static List<String> waiting() {
        return pricing.updates.waiting(pricing.dsl, 0, 10).stream()
                .map(WaitingUpdate::eventId)
                .toList();
    }

    private static List<String> states() {
        return pricing.dsl
                .fetch("select event_id || ' ' || state from quarantined_quote order by id")
                .map(row -> row.get(0, String.class));
    }
}
