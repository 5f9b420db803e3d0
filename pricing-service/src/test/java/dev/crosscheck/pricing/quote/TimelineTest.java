package dev.crosscheck.pricing.quote;

import static dev.crosscheck.pricing.quote.TestQuotes.MONDAY;
import static dev.crosscheck.pricing.quote.TestQuotes.TUESDAY;
import static dev.crosscheck.pricing.quote.TestQuotes.WEDNESDAY;
import static dev.crosscheck.pricing.quote.TestQuotes.correctionSince;
import static dev.crosscheck.pricing.quote.TestQuotes.quote;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.pricing.quote.QuoteDecision.Unchanged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {

    @Test
    void repetitionKeepsTheBeginningOfTheRun() {
        Timeline timeline = Timeline.of(List.of());
        timeline.insert(quote("1", "3", "15", MONDAY, false).statement(true));
        timeline.insert(quote("2", "3", "15", TUESDAY, false).statement(false));

        assertThat(eventId(timeline.lastWord().orElseThrow())).isEqualTo("1");
        assertThat(timeline.promote()).isEmpty();
    }

    @Test
    void lateQuoteInTheMiddleOfARunMakesTheNextSightingABeginning() {
        Timeline timeline = Timeline.of(List.of());
        timeline.insert(quote("1", "3", "15", MONDAY, false).statement(true));
        timeline.insert(quote("3", "3", "15", WEDNESDAY, false).statement(false));
        timeline.insert(quote("2", "2", "10", TUESDAY, false).statement(true));

        assertThat(timeline.promote()).extracting(TimelineTest::eventId).containsExactly("3");
        assertThat(timeline.promote()).as("a second time").isEmpty();
        assertThat(eventId(timeline.lastWord().orElseThrow())).isEqualTo("3");
    }

    @Test
    void lastWordIsEnoughToPlaceWhatComesAfterIt() {
        Timeline timeline =
                Timeline.continuing(quote("1", "3", "15", MONDAY, false).statement(true), TUESDAY);
        timeline.insert(quote("3", "3", "15", WEDNESDAY, false).statement(false));

        assertThat(eventId(timeline.lastWord().orElseThrow())).isEqualTo("1");
        assertThat(timeline.seenUntil()).hasValue(WEDNESDAY);
        assertThat(timeline.promote()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void everyOrderOfArrivalLeavesTheSameRuns(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            List<Quote> quotes = quotes(random);
            List<Quote> shuffled = new ArrayList<>(quotes);
            Collections.shuffle(shuffled, random);

            assertThat(heard(shuffled)).isEqualTo(heard(quotes));
        }
    }

    private record Heard(List<String> runs, String presentSince) {}

    private static Heard heard(List<Quote> quotes) {
        Timeline timeline = Timeline.of(List.of());
        Set<String> history = new TreeSet<>();
        for (Quote quote : quotes) {
            boolean saysNew = !(PriceBook.decide(quote, timeline) instanceof Unchanged);
            timeline.insert(quote.statement(saysNew));
            if (saysNew) {
                history.add(quote.provenance().eventId());
            }
            timeline.promote().forEach(statement -> history.add(eventId(statement)));
        }
        return new Heard(runs(quotes, history), eventId(timeline.lastWord().orElseThrow()));
    }

    /** Of what the history has, in the order observed, each that differs from the one before it. */
    private static List<String> runs(List<Quote> quotes, Set<String> history) {
        List<Statement> inHistory = quotes.stream()
                .map(quote -> quote.statement(true))
                .filter(statement -> history.contains(eventId(statement)))
                .sorted(comparing(Statement::observedAt))
                .toList();
        List<String> runs = new ArrayList<>();
        Statement beginning = null;
        for (Statement statement : inHistory) {
            if (beginning == null || !statement.repeats(beginning)) {
                beginning = statement;
                runs.add(eventId(statement));
            }
        }
        return runs;
    }

    private static List<Quote> quotes(Random random) {
        List<Quote> quotes = new ArrayList<>();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            Instant observedAt = MONDAY.plus(Duration.ofHours(i));
            String input = String.valueOf(1 + random.nextInt(3));
            quotes.add(
                    random.nextInt(5) == 0
                            ? correctionSince("e" + i, input, "9", observedAt, MONDAY.minusSeconds(random.nextInt(2)))
                            : quote("e" + i, input, "9", observedAt, false));
        }
        return quotes;
    }

    private static String eventId(Statement statement) {
        return statement.provenance().eventId();
    }
}
