package dev.crosscheck.pricing.intake;

import static dev.crosscheck.pricing.intake.Events.MONDAY;
import static dev.crosscheck.pricing.intake.Events.model;
import static dev.crosscheck.pricing.intake.Events.price;
import static dev.crosscheck.pricing.intake.Events.provider;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.ProviderReported;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.kit.problem.ProblemException;
import dev.crosscheck.pricing.TestClock;
import dev.crosscheck.pricing.intake.Events.Price;
import dev.crosscheck.pricing.price.SheetsOverHttp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** Two of one rank, so that the age decides between them. */
    private static final Map<String, Integer> RANKS = Map.of("acme-list", 20, "reseller", 70, "one", 50, "two", 50);

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

    /** An event as it came: what it says, and when it was recorded first. */
    private record Told(String id, Object event, Instant recordedAt) {}

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void everyMomentIsAsAPlainFoldOfTheEventsSays(long seed) {
        Random random = new Random(seed);
        List<Told> told = tell(random);
        clock.moveTo(END);
        Set<String> answers = new HashSet<>();
        for (int question = 0; question < QUESTIONS_PER_HISTORY; question++) {
            String model = MODELS.get(random.nextInt(MODELS.size()));
            Instant asOf = random.nextInt(4) == 0 ? null : moment(random);
            Instant knownAt = random.nextInt(4) == 0 ? null : START.plus(Duration.ofHours(random.nextInt(100) - 1L));

            Map<String, String> expected = plainly(told, model, asOf, knownAt);
            assertThat(answer(model, asOf, knownAt))
                    .as("%s asOf %s knownAt %s", model, asOf, knownAt)
                    .isEqualTo(expected);
            answers.add(expected.toString());
        }
        // The questions must not all have the same answer.
        assertThat(answers).hasSizeGreaterThan(10);
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

    /** Late, repeated, corrected, retired, renamed: recorded an hour apart, in disorder. */
    private static List<Told> tell(Random random) {
        pricing.reset();
        clock.moveTo(START);
        pricing.learn(MODELS.stream().map(id -> model(id, 1)).toArray(dev.crosscheck.event.catalog.ModelState[]::new));
        List<Object> events = new ArrayList<>();
        // Something of each model that holds from the start.
        MODELS.forEach(id -> events.add(price("5", "9", MONDAY).of(id)));
        int count = 40 + random.nextInt(40);
        for (int i = 1; i <= count; i++) {
            events.add(event(random, MONDAY.plus(Duration.ofHours(i))));
        }
        java.util.Collections.shuffle(events, random);
        List<Told> told = new ArrayList<>();
        int from = 0;
        Instant now = START;
        while (from < events.size()) {
            int until = Math.min(events.size(), from + 1 + random.nextInt(6));
            clock.moveTo(now);
            List<Told> batch = new ArrayList<>();
            for (int i = from; i < until; i++) {
                batch.add(new Told("e" + i, events.get(i), now));
            }
            told.addAll(batch);
            if (random.nextBoolean()) {
                batch.add(told.get(random.nextInt(told.size())));
            }
            pricing.takeRecords(batch.stream()
                    .map(one -> Pricing.record(one.id(), null, one.event()))
                    .toList());
            now = now.plus(Duration.ofHours(3));
            from = until;
        }
        return told;
    }

    private static Object event(Random random, Instant observedAt) {
        String by = random.nextBoolean() ? "acme" : "bolt";
        String source = List.of("acme-list", "reseller", "one", "two").get(random.nextInt(4));
        if (random.nextInt(8) == 0) {
            return provider(by, "Name " + random.nextInt(3), ProviderKind.HOST, observedAt, source);
        }
        Price price = price(String.valueOf(1 + random.nextInt(3)), "9", observedAt)
                .by(by)
                .says(source)
                .of(MODELS.get(random.nextInt(MODELS.size())));
        Instant earlier = observedAt.minus(Duration.ofHours(random.nextInt(40)));
        return switch (random.nextInt(8)) {
            case 0 -> price.correcting();
            case 1 -> price.correcting().since(earlier);
            case 2 -> price.gone();
            case 3 -> price.since(earlier);
            default -> price;
        };
    }

    private static Instant moment(Random random) {
        return MONDAY.plus(Duration.ofMinutes(random.nextInt(90 * 60) - 60L));
    }

    // ---- the service's answer, in the words of the plain fold

    private static Map<String, String> answer(String model, @Nullable Instant asOf, @Nullable Instant knownAt) {
        byte[] sheet;
        try {
            sheet = SheetsOverHttp.sheet(pricing.context, model, text(asOf), text(knownAt));
        } catch (ProblemException e) {
            assertThat(e.type()).hasToString("/problems/not-known-then");
            return Map.of();
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

    // ---- the plain fold

    private static Map<String, String> plainly(
            List<Told> told, String model, @Nullable Instant asOf, @Nullable Instant knownAt) {
        Map<String, Map<String, List<Told>>> byOffer = new TreeMap<>();
        for (Told one : told) {
            if (one.event() instanceof Price price
                    && price.model().equals(model)
                    && (asOf == null || !since(price).isAfter(asOf))
                    && (knownAt == null || !one.recordedAt().isAfter(knownAt))) {
                byOffer.computeIfAbsent(price.provider(), _ -> new TreeMap<>())
                        .computeIfAbsent(price.source(), _ -> new ArrayList<>())
                        .add(one);
            }
        }
        Map<String, String> offers = new TreeMap<>();
        byOffer.forEach((provider, bySource) -> {
            List<List<Told>> series =
                    bySource.values().stream().map(AsOfTest::beginnings).collect(Collectors.toList());
            series.sort(Comparator.<List<Told>>comparingInt(
                            one -> RANKS.get(quoted(one.getLast()).source()))
                    .thenComparing(one -> quoted(one.getLast()).observedAt(), Comparator.reverseOrder())
                    .thenComparing(one -> quoted(one.getLast()).source()));
            Told chosen = series.getFirst().getLast();
            offers.put(
                    provider,
                    String.join(
                            " ",
                            name(told, provider, asOf, knownAt),
                            quoted(chosen).input(),
                            quoted(chosen).status().name(),
                            quoted(chosen).source(),
                            chosen.id(),
                            series.stream()
                                    .skip(1)
                                    .map(one -> one.getLast().id())
                                    .collect(Collectors.joining(",")),
                            points(series.getFirst())));
        });
        return offers;
    }

    /** Where the source began to say something new. */
    private static List<Told> beginnings(List<Told> series) {
        List<Told> beginnings = new ArrayList<>();
        Told said = null;
        for (Told one : series.stream()
                .sorted(Comparator.comparing(any -> quoted(any).observedAt()))
                .toList()) {
            boolean another = said == null
                    || !quoted(said).input().equals(quoted(one).input())
                    || quoted(said).status() != quoted(one).status()
                    || quoted(one).correction()
                            && quoted(one).validFrom() != null
                            && !since(quoted(one)).equals(quoted(one).observedAt())
                            && !since(quoted(one)).equals(since(quoted(said)));
            if (another) {
                said = one;
                beginnings.add(one);
            }
        }
        return beginnings;
    }

    private static String points(List<Told> beginnings) {
        List<Told> points = new ArrayList<>();
        for (Told one : beginnings.stream()
                .sorted(Comparator.comparing(any -> since(quoted(any))))
                .toList()) {
            Told last = points.isEmpty() ? null : points.getLast();
            if (last == null
                    || quoted(one).correction()
                    || !quoted(last).input().equals(quoted(one).input())
                    || quoted(last).status() != quoted(one).status()) {
                points.add(one);
            }
        }
        return points.stream()
                .map(one -> one.id() + (quoted(one).correction() ? "!" : ""))
                .collect(Collectors.joining(","));
    }

    /** As the best source calls it, of equal ones that which was heard last; in the order recorded. */
    private static String name(List<Told> told, String id, @Nullable Instant asOf, @Nullable Instant knownAt) {
        List<Told> known = told.stream()
                .filter(one -> one.event() instanceof ProviderReported report
                        && report.provider().equals(id))
                .filter(one -> knownAt == null || !one.recordedAt().isAfter(knownAt))
                .toList();
        List<Told> then = known.stream()
                .filter(one -> asOf == null || !report(one).observedAt().isAfter(asOf))
                .toList();
        Map<String, ProviderReported> newest = new TreeMap<>();
        for (Told one : then.isEmpty() ? known : then) {
            newest.merge(
                    report(one).source().id(),
                    report(one),
                    (held, next) -> next.observedAt().isBefore(held.observedAt()) ? held : next);
        }
        return newest.values().stream()
                .min(Comparator.<ProviderReported>comparingInt(
                                report -> RANKS.get(report.source().id()))
                        .thenComparing(ProviderReported::observedAt, Comparator.reverseOrder()))
                .map(ProviderReported::name)
                .orElse(id);
    }

    private static Price quoted(Told told) {
        return (Price) told.event();
    }

    private static ProviderReported report(Told told) {
        return (ProviderReported) told.event();
    }

    private static Instant since(Price price) {
        return Objects.requireNonNullElse(price.validFrom(), price.observedAt());
    }
}
