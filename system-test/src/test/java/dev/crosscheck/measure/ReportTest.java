package dev.crosscheck.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final Measurement SECOND = new EventToPage();
    private static final Measurement FIRST = new MaterializedView();

    @Test
    void figuresWithGoalsStandInOneTableByNumber() {
        String report = report(
                Finding.of(
                        FIRST,
                        "How it was done.",
                        new Figure(
                                "visible", "ms", "%.1f", new Series(2), new Series(1_000), new Goal.TimesLess(2_000))),
                Finding.of(
                        SECOND,
                        "How that was done.",
                        new Figure("p50", "ms", "%.1f", new Series(3, 2, 4), new Series(2), new Goal.AtMostTimes(1.5)),
                        Figure.alone("asking", "ms", "%.1f", new Series(0.1))));

        assertThat(report)
                .containsSubsequence(
                        "| P1 | event published → page over HTTP shows it: p50 | 3.0 (2.0 to 4.0) ms | 2.0 ms | 1.50× |"
                                + " ≤ 1.50× | met |",
                        "| P6 | one event beside REFRESH MATERIALIZED VIEW: visible | 2.0 ms | 1000.0 ms | 500× less |"
                                + " ≥ 2,000× less | **missed** |",
                        "## P1: event published",
                        "How that was done.",
                        "| asking | 0.1 ms |",
                        "## P6: one event beside");
    }

    @Test
    void whatCouldNotBeMeasuredSaysWhy() {
        assertThat(report(Finding.none(SECOND, "the broker did not start")))
                .contains(
                        "| P1 | event published → page over HTTP shows it | Not measured: the broker did not start |");
    }

    @Test
    void reasonStaysWithinItsCellWhateverItSays() {
        assertThat(report(Finding.none(SECOND, "line 1\nline | 2 " + "x".repeat(500))))
                .contains("| Not measured: line 1 line \\| 2 xxx")
                .contains("xxx … |  |");
    }

    @Test
    void machineCommitDateAndLoadAreNamed() {
        assertThat(report())
                .contains("- Machine: A processor, 2 cores, 8 GiB; Linux; OpenJDK 25")
                .contains("- Commit: 1234567")
                .contains("- Date: 2026-03-02")
                .contains("The run took 4 min 2 s; load before 0.1");
    }

    private static String report(Finding... findings) {
        Machine machine =
                new Machine("A processor", 2, 8, "Linux", "OpenJDK 25", "1234567", LocalDate.parse("2026-03-02"));
        return Report.of(
                new Report.Run(machine, Scale.QUICK, "4 min 2 s", "load before 0.1", List.of("All pages are right.")),
                List.of(findings));
    }
}
