package dev.crosscheck.kit.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.kit.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventArrayTest {

    @Test
    void itemsAreCutOutAsTheyCame() {
        List<byte[]> items = EventArray.items("[ {\"a\": [1, 2]} ,\n\"b\",1.50 , NaN]".getBytes(UTF_8));

        assertThat(items)
                .extracting(item -> new String(item, UTF_8))
                .containsExactly("{\"a\": [1, 2]}", "\"b\"", "1.50", "NaN");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}           | no array",
                "''           | empty",
                "[1] [2]      | more after the array",
                "[1, {\"a\":1 | item 1, Unexpected end-of-input: expected close marker for Object at line 1, column 11",
            })
    void bodyThatIsNoArrayIsRefusedInPlainWords(String body, String met) {
        assertThatThrownBy(() -> EventArray.items(body.getBytes(UTF_8)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("body: " + met + " (expected: a JSON array of at most 1000");
    }
}
