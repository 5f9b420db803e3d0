package dev.crosscheck.comparison.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.comparison.PageChanged;
import dev.crosscheck.event.comparison.PageChanged.Difference;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeViewTest {

    @ParameterizedTest(name = "caused by {0}, corrections {1}: {2}")
    @CsvSource({
        "'one two', '',        changed",
        "'one two', 'one two', corrected",
        "'one two', one,       changed and corrected",
        "'',        '',        changed",
    })
    void correctionIsToldApartFromAChange(String causes, String corrections, String verb) {
        assertThat(view(causes, corrections).verb()).isEqualTo(verb);
    }

    @Test
    void eachCauseSaysWhetherItTookBackAnEarlierWord() {
        assertThat(view("one two", "two").causes())
                .containsExactly(new ChangeView.Cause("one", false), new ChangeView.Cause("two", true));
    }

    @Test
    void benchmarkIsCalledByItsName() {
        assertThat(view("one", "").lines())
                .containsExactly(new ChangeView.Line("Leader on MMLU (5-shot)", null, "Name of a"));
    }

    private static ChangeView view(String causes, String corrections) {
        PageChanged change = new PageChanged(
                1,
                "a",
                "b",
                List.of(new Difference("leader:mmlu:shots[1]=5", null, "a")),
                words(causes),
                words(corrections),
                Instant.parse("2026-03-02T09:00:00Z"));
        return ChangeView.of(
                change, id -> "Name of " + id, key -> key.equals("mmlu:shots[1]=5") ? "MMLU (5-shot)" : key);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }
}
