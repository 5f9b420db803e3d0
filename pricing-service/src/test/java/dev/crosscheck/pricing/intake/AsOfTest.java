package dev.crosscheck.pricing.intake;

import static dev.crosscheck.pricing.intake.Events.MONDAY;
import static dev.crosscheck.pricing.intake.Events.model;
import static dev.crosscheck.pricing.intake.Events.price;
import static dev.crosscheck.pricing.intake.Events.provider;
import static dev.crosscheck.pricing.intake.Events.reject;
import static dev.crosscheck.pricing.intake.Events.release;
import static dev.crosscheck.pricing.intake.Events.withdraw;
import static dev.crosscheck.pricing.intake.Events.withdrawBatch;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.kit.problem.ProblemException;
import dev.crosscheck.pricing.TestClock;
import dev.crosscheck.pricing.intake.Events.Price;
import dev.crosscheck.pricing.price.SheetsOverHttp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Price sheets of the past. What the service answers is held against a fold of the raw events that is
 * written here as plainly as can be and shares nothing with the service's own.
 */
class AsOfTest {

    private static final int QUESTIONS_PER_HISTORY = 100;
    private static final List<String> MODELS = List.of("large-2", "small-1");

    /** When the test begins to tell, and when it asks. */
    private static final Instant START = TestClock.NOW;

    private static final Instant END = START.plus(Duration.ofDays(7));

    private static Pricing pricing;
    private static TestClock clock;

    @BeforeAll
    static void start() {
        pricing = Pricing.start();
        clock = (TestClock) pricing.context.getBean(java.time.Clock.class);
    }

    @AfterAll
    static void stop() {
        pricing.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void everyMomentIsAsAPlainFoldOfTheEventsSays(long seed) {
        Random random = new Random(seed);
        List<Told> told = tell(random);
        clock.moveTo(END);
        Set<String> answers = new HashSet<>();
        for (int question = 0; question < QUESTIONS_PER_HISTORY; question++) {
            String model = MODELS.get(random.nextInt(MODELS.size()));
            Instant asOf = random.nextInt(4) == 0 ? null : moment(random, told);
            Instant knownAt = random.nextInt(4) == 0 ? null : record(random, told);

            Map<String, String> expected = PlainFold.of(told, model, asOf, knownAt);
            assertThat(answer(model, asOf, knownAt))
                    .as("%s asOf %s knownAt %s", model, asOf, knownAt)
                    .isEqualTo(expected);
            answers.add(String.valueOf(expected));
        }
        // The questions must not all have the same answer, and some of what is held must be among them.
        assertThat(answers).hasSizeGreaterThan(10).anyMatch(answer -> answer.contains(PlainFold.UNDER_REVIEW));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {144, 233, 377, 610, 987, 1597})
    void nowIsTheCurrentSheetByteForByte(long seed) {
        tell(new Random(seed));
        clock.moveTo(END);
        for (String model : MODELS) {
            byte[] current = SheetsOverHttp.sheet(pricing.context, model, null, null);

            assertThat(current).isEqualTo(EventJson.write(pricing.sheet(model)));
            assertThat(new String(SheetsOverHttp.folded(pricing.context, model), UTF_8))
                    .isEqualTo(new String(current, UTF_8));
            assertThat(SheetsOverHttp.sheet(pricing.context, model, END.toString(), null))
                    .isEqualTo(current);
            assertThat(SheetsOverHttp.sheet(pricing.context, model, "2026-06-08", END.toString()))
                    .isEqualTo(current);
        }
    }

    @Test
    void correctionRewritesThePastAsKnownFromThenOn() {
        begin();
        pricing.take(price("3", "9", MONDAY));
        clock.moveTo(START.plus(Duration.ofDays(2)));
        pricing.take(
                price("2", "9", MONDAY.plus(Duration.ofDays(1))).correcting().since(MONDAY));
        clock.moveTo(END);

        assertThat(input("2026-03-02", "2026-06-02")).isEqualTo("3");
        assertThat(input("2026-03-02", null)).isEqualTo("2");
    }

    @Test
    void changeAddsToThePastAndLeavesItAlone() {
        begin();
        pricing.take(price("3", "9", MONDAY));
        pricing.take(price("2", "9", MONDAY.plus(Duration.ofDays(1))));
        clock.moveTo(END);

        assertThat(input("2026-03-02", null)).isEqualTo("3");
        assertThat(input("2026-03-03T08:59:59.999999Z", null)).isEqualTo("3");
        assertThat(input("2026-03-03T09:00:00Z", null)).isEqualTo("2");
        assertThat(input(null, null)).isEqualTo("2");
    }

    @Test
    void providersOwnListStandsFirstInThePastToo() {
        begin();
        pricing.take(price("5", "9", MONDAY).by("openrouter").says("models-dev"));
        pricing.take(price("3", "9", MONDAY.plus(Duration.ofDays(1)))
                .by("openrouter")
                .says("openrouter"));
        pricing.take(price("4", "9", MONDAY.plus(Duration.ofDays(2)))
                .by("openrouter")
                .says("models-dev"));
        clock.moveTo(END);

        assertThat(input("2026-03-02", null)).isEqualTo("5");
        assertThat(input("2026-03-04", null)).isEqualTo("3");
        assertThat(input(null, null)).isEqualTo("3");
    }

    @Test
    void momentBeforeEverythingIsNotFoundAndSaysSinceWhenThereIsSomething() {
        begin();
        pricing.take(price("3", "9", MONDAY));
        clock.moveTo(END);

        assertThatThrownBy(() -> input("2026-03-01", null))
                .isInstanceOf(ProblemException.class)
                .hasMessage("asOf: 2026-03-01T23:59:59.999999Z (expected: 2026-03-02T09:00:00Z or later,"
                        + " since when a price of large-2 is known)");
        assertThatThrownBy(() -> input(null, "2026-06-01T11:59:59Z"))
                .isInstanceOf(ProblemException.class)
                .hasMessage("knownAt: 2026-06-01T11:59:59Z (expected: 2026-06-01T12:00:00Z or later,"
                        + " when the first price of large-2 was recorded)");
    }

    @ParameterizedTest
    @CsvSource({
        "asOf,tomorrow",
        "asOf,''",
        "asOf,2026-13-01",
        "asOf,2026-06-09",
        "knownAt,2026-06-08T12:05:01Z",
        "knownAt,1969-12-31",
        "knownAt,+1000000000-12-31T23:59:59Z",
        "asOf,2026-03-02T09:00:00"
    })
    void whatIsNoMomentOfThePastIsRefused(String field, String text) {
        clock.moveTo(END);
        assertThatThrownBy(() -> input(field.equals("asOf") ? text : null, field.equals("knownAt") ? text : null))
                .isInstanceOf(ProblemException.class)
                .hasMessage(field + ": " + text + " (expected: a moment such as 2026-03-02T09:00:00Z or a day such as"
                        + " 2026-03-02, from 1970 to 2026-06-08T12:00:00Z, which is now)");
    }

    private static void begin() {
        clock.moveTo(START);
        pricing.reset();
        pricing.learn(model("large-2", 1));
    }

    private static String input(@Nullable String asOf, @Nullable String knownAt) {
        return EventJson.read(SheetsOverHttp.sheet(pricing.context, "large-2", asOf, knownAt), PriceSheet.class)
                .offers()
                .getFirst()
                .rates()
                .getFirst()
                .price()
                .amount()
                .stripTrailingZeros()
                .toPlainString();
    }

    // ---- a random history

    /**
     * Late, repeated, corrected, retired, renamed, implausible, held, released, rejected, taken back: recorded
     * hours apart, in disorder, decisions often before what they are about.
     */
    private static List<Told> tell(Random random) {
        pricing.reset();
        clock.moveTo(START);
        pricing.learn(MODELS.stream().map(id -> model(id, 1)).toArray(dev.crosscheck.event.catalog.ModelState[]::new));
        List<Told> toTell = new ArrayList<>();
        // Something of each model that holds from the start.
        MODELS.forEach(id -> toTell.add(
                new Told("e" + toTell.size(), null, price("5", "9", MONDAY).of(id), START)));
        int count = 90 + random.nextInt(60);
        for (int i = 1; i <= count; i++) {
            Object event = event(random, MONDAY.plus(Duration.ofHours(i)), count);
            String batch = event instanceof Price && random.nextInt(6) == 0 ? batch(random) : null;
            toTell.add(new Told("e" + toTell.size(), batch, event, START));
        }
        Collections.shuffle(toTell, random);
        List<Told> told = new ArrayList<>();
        int from = 0;
        Instant now = START;
        while (from < toTell.size()) {
            int until = Math.min(toTell.size(), from + 1 + random.nextInt(6));
            clock.moveTo(now);
            List<Told> together = new ArrayList<>();
            for (Told one : toTell.subList(from, until)) {
                together.add(new Told(one.id(), one.batch(), one.event(), now));
            }
            told.addAll(together);
            if (random.nextBoolean()) {
                together.add(told.get(random.nextInt(told.size())));
            }
            pricing.takeRecords(together.stream()
                    .map(one -> Pricing.record(one.id(), one.batch(), one.event()))
                    .toList());
            now = now.plus(Duration.ofHours(2));
            from = until;
        }
        return told;
    }

    private static Object event(Random random, Instant observedAt, int count) {
        String by = List.of("acme", "bolt", "cove").get(random.nextInt(3));
        String source = List.of("acme-list", "reseller", "one", "two").get(random.nextInt(4));
        String about = "e" + random.nextInt(count);
        return switch (random.nextInt(20)) {
            case 0, 1 -> provider(by, "Name " + random.nextInt(3), ProviderKind.HOST, observedAt, source);
            case 2, 3 -> release(about, observedAt);
            case 4 -> reject(about, observedAt);
            case 5 ->
                random.nextBoolean()
                        ? withdraw(observedAt, about, "e" + random.nextInt(count))
                        : withdrawBatch(batch(random), observedAt);
            default -> quote(random, observedAt).by(by).says(source);
        };
    }

    private static String batch(Random random) {
        return "b" + random.nextInt(8);
    }

    /** Mostly what anybody would believe, of the rest some that is beyond belief. */
    private static Price quote(Random random, Instant observedAt) {
        String input = switch (random.nextInt(12)) {
            case 0 -> "3000";
            case 1 -> "30";
            case 2 -> "0";
            case 3 -> "0.00000075";
            default -> String.valueOf(1 + random.nextInt(3));
        };
        Price price = price(input, "9", observedAt).of(MODELS.get(random.nextInt(MODELS.size())));
        Instant earlier = observedAt.minus(Duration.ofHours(random.nextInt(40)));
        return switch (random.nextInt(9)) {
            case 0 -> price.correcting();
            case 1 -> price.correcting().since(earlier);
            case 2 -> price.gone();
            case 3 -> price.since(earlier);
            case 4 -> price.held("one of many");
            default -> price;
        };
    }

    /** Any moment, or that of an event itself, or one just before it. */
    private static Instant moment(Random random, List<Told> told) {
        Instant any = MONDAY.plus(Duration.ofMinutes(random.nextInt(160 * 60) - 60L));
        Instant ofEvent =
                told.get(random.nextInt(told.size())).event() instanceof Price price ? PlainFold.since(price) : any;
        return switch (random.nextInt(4)) {
            case 0 -> ofEvent;
            case 1 -> ofEvent.minusNanos(1);
            default -> any;
        };
    }

    private static Instant record(Random random, List<Told> told) {
        Instant ofEvent = told.get(random.nextInt(told.size())).recordedAt();
        return switch (random.nextInt(3)) {
            case 0 -> ofEvent;
            case 1 -> ofEvent.minusNanos(1);
            default -> ofEvent.plus(Duration.ofMinutes(random.nextInt(240)));
        };
    }

    // ---- the service's answer, in the words of the plain fold

    private static @Nullable Map<String, String> answer(
            String model, @Nullable Instant asOf, @Nullable Instant knownAt) {
        byte[] sheet;
        try {
            sheet = SheetsOverHttp.sheet(pricing.context, model, text(asOf), text(knownAt));
        } catch (ProblemException e) {
            assertThat(e.type()).hasToString("/problems/not-known-then");
            assertThat(e).hasMessageNotContaining("null");
            return null;
        }
        Map<String, String> offers = new TreeMap<>();
        for (Offer offer : EventJson.read(sheet, PriceSheet.class).offers()) {
            offers.put(
                    offer.provider().id(),
                    String.join(
                            " ",
                            offer.provider().name(),
                            amount(offer.rates()),
                            offer.status().name(),
                            offer.provenance().source().id(),
                            offer.provenance().eventId(),
                            offer.underReview() == null ? "" : PlainFold.UNDER_REVIEW,
                            offer.others().stream()
                                    .map(other -> other.provenance().eventId())
                                    .collect(Collectors.joining(",")),
                            offer.history().stream()
                                    .map(point -> point.eventId() + (point.correction() ? "!" : ""))
                                    .collect(Collectors.joining(","))));
        }
        return offers;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static String amount(List<Rate> rates) {
        return rates.stream()
                .filter(rate -> rate.component() == Component.INPUT)
                .map(rate -> rate.price().amount().stripTrailingZeros().toPlainString())
                .findFirst()
                .orElse("-");
    }
}
