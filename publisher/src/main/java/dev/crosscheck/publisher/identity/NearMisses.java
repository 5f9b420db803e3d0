package dev.crosscheck.publisher.identity;

import dev.crosscheck.publisher.identity.Identification.Suggestion;
import dev.crosscheck.publisher.identity.Reading.Candidate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a person may want to look at where no rule answers. Never applied by itself. */
final class NearMisses {

    private static final int MOST = 3;

    private final Map<ModelKey, List<CanonicalModel>> byKey;

    NearMisses(Map<ModelKey, List<CanonicalModel>> byKey) {
        this.byKey = byKey;
    }

    /**
     * @param found what a rule gives
     * @param named what the name beside the id names
     * @param doubt why what was found is no answer
     */
    List<Suggestion> of(
            Reading reading, Collection<CanonicalModel> found, Collection<CanonicalModel> named, String doubt) {
        Map<String, String> reasons = new LinkedHashMap<>();
        found.forEach(model -> reasons.put(model.id(), doubt));
        named.forEach(model -> reasons.putIfAbsent(
                model.id(), found.isEmpty() ? "the name beside the id is its name; the id says otherwise" : doubt));
        for (Candidate candidate : reading.candidates()) {
            byKey.getOrDefault(candidate.name(), List.of())
                    .forEach(model -> reasons.putIfAbsent(
                            model.id(), "the same name, but by " + model.maker() + " and not " + candidate.maker()));
            saysMore(candidate.name(), reasons);
            saysLess(candidate.name(), reasons);
        }
        return reasons.entrySet().stream()
                .limit(MOST)
                .map(entry -> new Suggestion(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** {@code kimi-k2.6-fast}: the longest name that it begins with. */
    private void saysMore(ModelKey spelled, Map<String, String> reasons) {
        byKey.entrySet().stream()
                .filter(entry -> spelled.beginsWith(entry.getKey()))
                .max(Comparator.comparingInt(entry -> entry.getKey().text().length()))
                .ifPresent(entry -> entry.getValue()
                        .forEach(model -> reasons.putIfAbsent(
                                model.id(),
                                "says more: "
                                        + spelled.text()
                                                .substring(entry.getKey().text().length() + 1))));
    }

    /** {@code llama-4-scout}: names that begin with it, if they are few. */
    private void saysLess(ModelKey spelled, Map<String, String> reasons) {
        List<CanonicalModel> longer = new ArrayList<>();
        byKey.forEach((key, models) -> {
            if (key.beginsWith(spelled)) {
                longer.addAll(models);
            }
        });
        if (longer.size() <= MOST && spelled.words().size() > 1) {
            longer.forEach(model -> reasons.putIfAbsent(model.id(), "says less: one of " + longer.size()));
        }
    }
}
