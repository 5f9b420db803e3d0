package dev.crosscheck.publisher.summary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void numbersStandToTheRightAndWordsToTheLeft() {
        Table table = new Table("", "in file", "note").row("offers", 5276, "a").row("models", 231, "bc");

        assertThat(table.toString()).isEqualTo("""
                        in file  note
                offers    5,276  a
                models      231  bc
                """);
    }

    @Test
    void textFromOutsideCannotMoveTheCursor() {
        Table table = new Table("reason").row("red \u001b[31m alert\n");

        assertThat(table.toString()).doesNotContain("\u001b").contains("red \uFFFD[31m alert\uFFFD");
    }
}
