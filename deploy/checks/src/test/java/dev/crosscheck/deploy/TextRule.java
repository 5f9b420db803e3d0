package dev.crosscheck.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Something that holds for a file.
 *
 * @param name    a sentence
 * @param check   what in the file is against it; nothing if it holds
 * @param mutants mistakes that have to be against it: a rule that nothing can break says nothing
 * @param <T>     what the file is read as
 */
public record TextRule<T>(String name, Function<T, Stream<String>> check, List<Edit> mutants) {

    /**
     * A change of the file's text.
     *
     * @param from is in it; its first place is changed
     */
    public record Edit(String from, String to) {

        /** @throws IllegalStateException if there is nothing to change any more */
        public String of(String text) {
            if (!text.contains(from)) {
                throw new IllegalStateException("mutant: \"" + from + "\" is not in the file (expected: it is)");
            }
            return text.replaceFirst(java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to));
        }

        @Override
        public String toString() {
            return from.strip() + " -> " + to.strip();
        }
    }

    public static <T> TextRule<T> rule(String name, Function<T, Stream<String>> check, Edit first, Edit... others) {
        List<Edit> mutants = new ArrayList<>(List.of(first));
        mutants.addAll(List.of(others));
        return new TextRule<>(name, check, List.copyOf(mutants));
    }

    public static Edit mutant(String from, String to) {
        return new Edit(from, to);
    }

    public List<String> against(T file) {
        return check.apply(file).toList();
    }

    /** Nothing if it holds, else the sentence. */
    public static Stream<String> unless(boolean holds, String sentence) {
        return holds ? Stream.empty() : Stream.of(sentence);
    }

    @Override
    public String toString() {
        return name;
    }
}
