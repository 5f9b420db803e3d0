package dev.crosscheck.deploy.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Something that holds for all of an installation.
 *
 * @param name    a sentence
 * @param check   what is against it; nothing if it holds
 * @param mutants mistakes that have to be against it: a rule that nothing can break says nothing
 */
record Rule(String name, Function<Manifests, Stream<String>> check, List<Mutant> mutants) {

    static Rule rule(String name, Function<Manifests, Stream<String>> check, Mutant first, Mutant... others) {
        List<Mutant> mutants = new ArrayList<>(List.of(first));
        mutants.addAll(List.of(others));
        return new Rule(name, check, List.copyOf(mutants));
    }

    List<String> against(Manifests manifests) {
        return check.apply(manifests).toList();
    }

    /** Nothing if it holds, else the sentence. */
    static Stream<String> unless(boolean holds, String sentence) {
        return holds ? Stream.empty() : Stream.of(sentence);
    }

    @Override
    public String toString() {
        return name;
    }
}
