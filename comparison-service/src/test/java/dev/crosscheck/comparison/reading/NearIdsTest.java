package dev.crosscheck.comparison.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearIdsTest {

    private static final int MEGABYTE = 1_000_000;

    @Test
    void idsThatShareMostPairsOfLettersComeFirst() {
        assertThat(NearIds.of("lama-3.1-8b", List.of("gpt-5", "llama-3.1-8b", "llama-3.1-70b", "llama-3.2-1b"), 2))
                .containsExactly("llama-3.1-8b", "llama-3.1-70b");
    }

    /** Alike is 2 × 2 ÷ (3 + 2): ab, ba, bc against ab, bc. */
    @Test
    void pairThatComesTwiceCountsOnce() {
        assertThat(NearIds.of("ababc", List.of("abc"), 5)).containsExactly("abc");
        assertThat(NearIds.of("aaaaaaaaaaaa", List.of("aab", "bbb"), 5)).containsExactly("aab");
    }

    @Test
    void whatHasNoPairIsLikeNothing() {
        assertThat(NearIds.of("a", List.of("a1", "b"), 5)).isEmpty();
        assertThat(NearIds.of("ab", List.of(), 5)).isEmpty();
    }

    /** Anybody may ask for models that there are not, as often as he likes. */
    @Test
    void askingForWhatIsNotThereTakesLittleMemory() {
        List<String> ids = IntStream.range(0, 5_000)
                .mapToObj(number -> "maker-" + number % 70 + "-large-instruct-" + number)
                .toList();
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        NearIds.of("warm", ids, 5);

        long before = thread.getCurrentThreadAllocatedBytes();
        List<String> near = NearIds.of("marker-7-larger-instruct-777", ids, 5);
        long taken = thread.getCurrentThreadAllocatedBytes() - before;

        assertThat(near).hasSize(5).contains("maker-7-large-instruct-777");
        assertThat(taken).isBetween(1L, 3L * MEGABYTE);
    }
}
