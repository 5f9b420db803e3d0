package dev.crosscheck.comparison.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.change.FreshChanges.Numbered;
import dev.crosscheck.event.Encoded;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FreshChangesTest {

    private final FreshChanges fresh = new FreshChanges();

    @BeforeEach
    void start() {
        fresh.telling(true);
    }

    @Test
    void followTheLastOneToldWithoutAGap() {
        fresh.add(changes(4, 8));

        assertThat(numbers(3, 3)).containsExactly(4L, 5L, 6L);
        assertThat(numbers(6, 3)).containsExactly(7L, 8L);
        assertThat(numbers(8, 3)).isEmpty();
    }

    @Test
    void areLeftToTheTableWhileAnothersComeBeforeThem() {
        fresh.add(changes(6, 8));

        assertThat(numbers(3, 10)).isEmpty();
        assertThat(numbers(5, 10)).containsExactly(6L, 7L, 8L);
    }

    @Test
    void thatWereToldFromTheTableAreForgotten() {
        fresh.add(changes(1, 5));

        assertThat(numbers(3, 10)).containsExactly(4L, 5L);
    }

    @Test
    void endAtAGap() {
        fresh.add(changes(1, 2));
        fresh.add(changes(4, 5));

        assertThat(numbers(0, 10)).containsExactly(1L, 2L);
        assertThat(numbers(2, 10)).isEmpty();
        assertThat(numbers(3, 10)).containsExactly(4L, 5L);
    }

    @Test
    void thatAreTooManyAreLeftToTheTable() {
        fresh.add(changes(1, 4_000));
        fresh.add(changes(4_001, 4_001));

        assertThat(numbers(0, 10)).isEmpty();
        assertThat(numbers(4_000, 10)).isEmpty();
    }

    @Test
    void areNotKeptForATellerThatIsNotThere() {
        fresh.telling(false);
        fresh.add(changes(1, 2));

        assertThat(numbers(0, 10)).isEmpty();
    }

    private List<Long> numbers(long after, int limit) {
        return fresh.after(after, limit).stream().map(Numbered::number).toList();
    }

    private static List<Numbered> changes(long first, long last) {
        Encoded event = new Encoded("topic", new byte[0], Map.of(), new byte[0]);
        return LongStream.rangeClosed(first, last)
                .mapToObj(number -> new Numbered(number, event))
                .toList();
    }
}
