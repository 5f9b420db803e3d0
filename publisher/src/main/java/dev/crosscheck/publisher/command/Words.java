package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.send.Interruption;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The words of an enum as they stand in events and on the command line. */
final class Words {

    /** @throws Interruption if the word names none of the values */
    static <E extends Enum<E>> E of(String option, String word, E[] values) {
        return Arrays.stream(values)
                .filter(value -> word(value).equals(word))
                .findFirst()
                .orElseThrow(() -> new Interruption(
                        Interruption.Kind.USAGE,
                        option + ": " + word + " (expected: "
                                + Arrays.stream(values).map(Words::word).collect(Collectors.joining(", ")) + ")"));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Words() {}
}
