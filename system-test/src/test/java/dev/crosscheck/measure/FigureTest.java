package dev.crosscheck.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {

    @ParameterizedTest(name = "{0} ms beside {1} ms, at most 1.5 times: {2}")
    @CsvSource({
        "1.5, 1, 1.50×, met",
        "1.51, 1, 1.51×, **missed**",
        "2, 4, 0.50×, met",
        "30, 2, 15.0×, **missed**",
        "NaN, 1, NaN×, **missed**",
    })
    void timeIsHeldAgainstItsBaseline(double ours, double baseline, String ratio, String verdict) {
        Figure figure = figure(ours, baseline, new Goal.AtMostTimes(1.5));

        assertThat(figure.showRatio()).isEqualTo(ratio);
        assertThat(figure.verdict()).isEqualTo(verdict);
    }

    @Test
    void rateHasToReachItsShareOfTheBaseline() {
        assertThat(figure(75, 100, new Goal.AtLeastTimes(0.75)).isMet()).isTrue();
        assertThat(figure(74, 100, new Goal.AtLeastTimes(0.75)).verdict()).isEqualTo("**missed**");
    }

    @Test
    void timesLessIsTheBaselineDividedByOurs() {
        Figure figure = figure(2, 5_000, new Goal.TimesLess(2_000));

        assertThat(figure.compared()).isEqualTo(2_500);
        assertThat(figure.showRatio()).isEqualTo("2,500× less");
        assertThat(figure.verdict()).isEqualTo("met");
        assertThat(figure.goal().show()).isEqualTo("≥ 2,000× less");
    }

    @Test
    void mediansAreCompared() {
        Figure figure =
                new Figure("p50", "ms", "%.0f", new Series(1, 100, 2), new Series(1, 2, 4), new Goal.AtMostTimes(1));

        assertThat(figure.isMet()).isTrue();
        assertThat(figure.showOurs()).isEqualTo("2 (1 to 100)");
    }

    @Test
    void figureWithoutBaselineIsHeldAgainstItsGoalAlone() {
        Figure figure = new Figure("sent again", "pages", "%.0f", new Series(1), null, new Goal.AtMost(0));

        assertThat(figure.verdict()).isEqualTo("**missed**");
        assertThat(figure.showOurs()).isEqualTo("1");
        assertThat(figure.showRatio()).isEmpty();
    }

    @Test
    void figureThatExplainsHasNoVerdict() {
        assertThat(Figure.alone("asking", "ms", "%.1f", new Series(1)).verdict())
                .isEmpty();
    }

    @Test
    void goalOfARatioNeedsABaseline() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Figure("p50", "ms", "%.0f", new Series(1), null, new Goal.AtMostTimes(2)))
                .withMessageContaining("baseline: none");
    }

    private static Figure figure(double ours, double baseline, Goal goal) {
        return new Figure("p50", "ms", "%.2f", new Series(ours), new Series(baseline), goal);
    }
}
