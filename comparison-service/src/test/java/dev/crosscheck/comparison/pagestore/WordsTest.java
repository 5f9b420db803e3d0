package dev.crosscheck.comparison.pagestore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void oneByteStandsForANameAndOneForTheEnd() {
        assertThat(written(List.of("Large", "Small"), "Large leads Small."))
                .isEqualTo(new byte[] {(byte) 0xf8, ' ', 'l', 'e', 'a', 'd', 's', ' ', (byte) 0xf9, '.', (byte) 0xff});
    }

    @Test
    void ofNamesThatBeginTogetherTheLongerOneIsMeant() {
        List<String> names = List.of("Llama 3", "Llama 3.1", "a 3");

        assertThat(written(names, "Llama 3.1")).isEqualTo(new byte[] {(byte) 0xf9, (byte) 0xff});
        assertThat(read(names, written(names, "Llama 3.1 and Llama 3 and a 3")))
                .isEqualTo("Llama 3.1 and Llama 3 and a 3");
    }

    @Test
    void everyTextReadsAsItWasWritten() {
        Random random = new Random(11);
        String letters = "abA ×é€😀";
        for (int text = 0; text < 20_000; text++) {
            List<String> names = List.of(random(random, letters, 1, 3), random(random, letters, 1, 3), "😀a");
            String said = random(random, letters, 0, 30);

            assertThat(read(names, written(names, said))).as("with %s", names).isEqualTo(said);
        }
    }

    @Test
    void namesBehindTheSixthAreWrittenOut() {
        List<String> names = List.of("n1", "n2", "n3", "n4", "n5", "n6", "n7");
        byte[] bytes = written(names, "n1 n6 n7");

        assertThat(bytes).isEqualTo(new byte[] {(byte) 0xf8, ' ', (byte) 0xfd, ' ', 'n', '7', (byte) 0xff});
        assertThat(read(names, bytes)).isEqualTo("n1 n6 n7");
    }

    @Test
    void noTextIsNoEmptyText() {
        ByteSink out = new ByteSink(4);
        Words words = new Words(out, List.of());
        words.textOrNull(null);
        words.textOrNull("");
        ByteSource in = new ByteSource(out.toBytes());

        assertThat(in.wordsOrNull(List.of())).isNull();
        assertThat(in.wordsOrNull(List.of())).isEmpty();
    }

    @Test
    void nameWithoutLettersIsRefused() {
        assertThatThrownBy(() -> written(List.of("Large", ""), "Large"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("names: [Large, ] (expected: none of them empty)");
    }

    @Test
    void damagedTextIsRefused() {
        assertThatThrownBy(() -> read(List.of("Large"), new byte[] {'a', (byte) 0xf9, (byte) 0xff}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("page, byte 2: byte 249 in a text (expected: UTF-8, or one of 1 names)");
        assertThatThrownBy(() -> read(List.of(), new byte[] {'a'}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the end (expected: more)");
    }

    private static String random(Random random, String letters, int least, int most) {
        StringBuilder text = new StringBuilder();
        for (int left = least + random.nextInt(most - least + 1); left > 0; left--) {
            int[] all = letters.codePoints().toArray();
            text.appendCodePoint(all[random.nextInt(all.length)]);
        }
        return text.toString();
    }

    private static byte[] written(List<String> names, String text) {
        ByteSink out = new ByteSink(4);
        new Words(out, names).text(text);
        return out.toBytes();
    }

    /** @param names of which six have a byte */
    private static String read(List<String> names, byte[] bytes) {
        ByteSource in = new ByteSource(bytes);
        String text = in.words(
                names.stream().limit(6).map(name -> name.getBytes(UTF_8)).toList());
        in.end();
        return text;
    }
}
