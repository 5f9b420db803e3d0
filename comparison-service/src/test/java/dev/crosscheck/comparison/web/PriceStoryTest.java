package dev.crosscheck.comparison.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.pricing.PriceSheet.PricePoint;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceStoryTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void correctionAndChangeReadDifferently() {
        assertThat(PriceStory.of(List.of(point("3", 0, 0, false), point("2", 1, 1, false), point("2.5", 1, 4, true))))
                .containsExactly(
                        null,
                        "changed from input $3, output $9 on 2026-03-03",
                        "corrected from input $2, output $9 on 2026-03-06");
    }

    @Test
    void correctionOfTheDayAloneSaysSo() {
        assertThat(PriceStory.of(List.of(point("3", 0, 0, false), point("3", 1, 4, true))))
                .containsExactly(null, "corrected the day on 2026-03-06");
    }

    @Test
    void correctionNamesNoFigureThatWasLearnedAfterIt() {
        assertThat(PriceStory.of(List.of(point("3", 0, 9, false), point("2", 1, 4, true))))
                .containsExactly(null, "corrected on 2026-03-06");
        assertThat(PriceStory.of(List.of(point("2", 1, 4, true)))).containsExactly("corrected on 2026-03-06");
    }

    @Test
    void pointWithoutFiguresIsNamedByItsState() {
        PricePoint free = new PricePoint(MONDAY, MONDAY, Terms.FREE, null, null, RouteStatus.LIVE, false, "free");

        assertThat(PriceStory.of(List.of(free, point("3", 1, 1, false))))
                .containsExactly(null, "changed from " + ModelPages.state(free) + " on 2026-03-03");
    }

    private static PricePoint point(String input, int validDay, int recordedDay, boolean correction) {
        return new PricePoint(
                MONDAY.plus(Duration.ofDays(validDay)),
                MONDAY.plus(Duration.ofDays(recordedDay)),
                Terms.PRICED,
                new UsdPerMtok(new BigDecimal(input)),
                new UsdPerMtok(new BigDecimal("9")),
                RouteStatus.LIVE,
                correction,
                "event-" + input + validDay);
    }
}
