package dev.crosscheck.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PortionsTest {

    private static final int KNOWN = 250;

    private final TreeSet<String> table = IntStream.range(0, KNOWN)
            .mapToObj(number -> String.format("row-%03d", number))
            .collect(Collectors.toCollection(TreeSet::new));

    private final List<Integer> asked = new ArrayList<>();
    private final List<String> read = new ArrayList<>();

    @Test
    void allIsReadAFewRowsAtATime() {
        assertThat(read("", 1_000)).isNull();

        assertThat(read).containsExactlyElementsOf(table);
        assertThat(asked).containsExactly(100, 100, 100);
    }

    @Test
    void whoWantsSomeIsToldWhereToGoOn() {
        assertThat(read("row-009", 120)).isEqualTo("row-129");

        assertThat(read).hasSize(120).startsWith("row-010").endsWith("row-129");
        assertThat(asked).containsExactly(100, 20);
    }

    @Test
    void listThatEndsWithAFullPortionEndsWithTheNext() {
        assertThat(read("", KNOWN)).isEqualTo("row-249");
        assertThat(read("row-249", KNOWN)).isNull();

        assertThat(read).hasSize(KNOWN);
    }

    private @Nullable String read(String after, int limit) {
        return Portions.read(
                after,
                limit,
                (last, rows) -> {
                    asked.add(rows);
                    return table.tailSet(last, false).stream().limit(rows).toList();
                },
                row -> row,
                read::add);
    }
}
