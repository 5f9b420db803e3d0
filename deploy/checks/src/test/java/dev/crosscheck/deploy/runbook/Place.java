package dev.crosscheck.deploy.runbook;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a request goes.
 *
 * @param namespace empty for all of them, and for kinds that have none
 * @param name      empty for all resources of the kind
 * @param part      of the resource, such as {@code scale}; empty for itself
 */
record Place(Kind kind, String namespace, String name, String part) {

    /** @param path such as {@code /apis/apps/v1/namespaces/crosscheck/deployments/catalog-service/scale} */
    static Optional<Place> of(String path) {
        List<String> words = Arrays.asList(path.substring(1).split("/"));
        boolean first = words.getFirst().equals("api");
        int begin = first ? 2 : 3;
        if (words.size() <= begin) {
            return Optional.empty();
        }
        String group = first ? "" : words.get(1);
        List<String> rest = words.subList(begin, words.size());
        boolean inNamespace = rest.getFirst().equals("namespaces") && rest.size() > 2;
        String namespace = inNamespace ? rest.get(1) : "";
        List<String> at = inNamespace ? rest.subList(2, rest.size()) : rest;
        return Kind.ALL.stream()
                .filter(kind -> kind.group().equals(group)
                        && kind.version().equals(words.get(begin - 1))
                        && kind.plural().equals(at.getFirst()))
                .findFirst()
                .map(kind -> new Place(kind, namespace, word(at, 1), word(at, 2)));
    }

    private static String word(List<String> words, int at) {
        return at < words.size() ? words.get(at) : "";
    }

    Place named(String other) {
        return new Place(kind, namespace, other, "");
    }
}
