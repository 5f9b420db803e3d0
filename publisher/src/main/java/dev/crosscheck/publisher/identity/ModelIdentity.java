package dev.crosscheck.publisher.identity;

import dev.crosscheck.publisher.identity.Identification.Same;
import dev.crosscheck.publisher.identity.Identification.Unknown;
import dev.crosscheck.publisher.identity.Reading.Candidate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which of the known models a spelling means. Answers by exact and curated rules only: a wrong match is
 * worse than none. The same models and spelling always give the same answer.
 */
public final class ModelIdentity {

    /** A mixture's active size follows from its whole: there is one Qwen3 of 235B. */
    private static final Pattern ACTIVE_SIZE = Pattern.compile("a-\\d+b");

    private static final Pattern WHOLE_SIZE = Pattern.compile(".*-\\d+b");

    /** Fewer words than this may begin many a name. */
    private static final int WORDS_TO_GO_BY = 3;

    private static final Pattern BESIDE_THE_NAME =
            Pattern.compile("^[\\w. -]+: |\\((free|us|eu|global|au|jp|apac)\\)", Pattern.CASE_INSENSITIVE);

    private static final Pattern RELEASE = Pattern.compile("(?<!\\d)\\d{4}(?!\\d)");

    private final IdentityRules rules;
    private final Map<ModelKey, List<CanonicalModel>> byKey = new LinkedHashMap<>();
    private final Map<String, List<CanonicalModel>> byName = new LinkedHashMap<>();

    /** @param models all that an answer can be */
    public ModelIdentity(Collection<CanonicalModel> models) {
        this.rules = IdentityRules.load();
        for (CanonicalModel model : models) {
            byKey.computeIfAbsent(ModelKey.of(model.local()), _ -> new ArrayList<>())
                    .add(model);
            if (model.name() != null) {
                byName.computeIfAbsent(name(model.name()), _ -> new ArrayList<>())
                        .add(model);
            }
        }
    }

    public Identification of(Spelling spelling) {
        Reading reading = Reading.of(spelling, rules);
        List<String> why = new ArrayList<>(reading.rules());
        List<CanonicalModel> named =
                spelling.name() == null ? List.of() : byName.getOrDefault(name(spelling.name()), List.of());
        Set<CanonicalModel> found = byExactName(reading, why);
        if (found.isEmpty()) {
            found = byWholeSize(reading, spelling, why);
        }
        if (found.isEmpty()) {
            found = byNameThatCompletes(reading, named, why);
        }
        Optional<String> doubt = found.size() == 1
                ? doubt(found.iterator().next(), named, reading, spelling)
                : Optional.of(found.isEmpty() ? "no rule knows it" : "several models have this name");
        if (doubt.isEmpty()) {
            return new Same(found.iterator().next().id(), why.isEmpty() ? List.of("same name") : List.copyOf(why));
        }
        return new Unknown(new NearMisses(byKey).of(reading, found, named, doubt.get()));
    }

    /** Why an answer is kept back though a rule gives it; empty if nothing speaks against it. */
    private Optional<String> doubt(
            CanonicalModel answer, List<CanonicalModel> named, Reading reading, Spelling spelling) {
        if (!reading.strangers().isEmpty()) {
            return Optional.of("by whom is " + reading.strangers().getFirst() + "? It may be a copy that was changed");
        }
        Optional<String> withheld = rules.withheld(spelling);
        if (withheld.isPresent()) {
            return withheld;
        }
        ModelKey key = ModelKey.of(answer.local());
        boolean disagrees = !named.isEmpty()
                && !named.contains(answer)
                && named.stream().noneMatch(other -> rules.areTwins(answer, other))
                // A name may say less than the id, never something else.
                && !named.stream().allMatch(other -> key.beginsWith(ModelKey.of(other.local())));
        return disagrees
                ? Optional.of("the id says " + answer.id() + ", the name beside it says "
                        + named.getFirst().id())
                : Optional.empty();
    }

    private Set<CanonicalModel> byExactName(Reading reading, List<String> why) {
        Set<CanonicalModel> found = new LinkedHashSet<>();
        List<String> other = new ArrayList<>();
        for (Candidate candidate : reading.candidates()) {
            found.addAll(ofMaker(candidate.maker(), byKey.getOrDefault(candidate.name(), List.of())));
            rules.name(candidate.name()).ifPresent(name -> {
                List<CanonicalModel> models =
                        ofMaker(candidate.maker(), byKey.getOrDefault(ModelKey.of(name.model()), List.of()));
                if (found.isEmpty() && !models.isEmpty()) {
                    found.addAll(models);
                    other.add("name: " + name.spelling() + " is " + name.model() + ", " + name.why());
                }
            });
        }
        why.addAll(other);
        return found;
    }

    private Set<CanonicalModel> byWholeSize(Reading reading, Spelling spelling, List<String> why) {
        Set<CanonicalModel> found = new LinkedHashSet<>();
        if (spelling.name() != null && saysAnotherRelease(spelling)) {
            return found;
        }
        for (Candidate candidate : reading.candidates()) {
            if (WHOLE_SIZE.matcher(candidate.name().text()).matches()) {
                byKey.forEach((key, models) -> {
                    if (key.beginsWith(candidate.name())
                            && ACTIVE_SIZE
                                    .matcher(key.text()
                                            .substring(candidate.name().text().length() + 1))
                                    .matches()) {
                        found.addAll(ofMaker(candidate.maker(), models));
                    }
                });
            }
        }
        if (!found.isEmpty()) {
            why.add("size: the active parameters follow from the whole");
        }
        return found;
    }

    /** {@code qwen3-235b} that is called Qwen3 235B A22B Instruct 2507 is not the first Qwen3 235B. */
    private static boolean saysAnotherRelease(Spelling spelling) {
        var release = RELEASE.matcher(String.valueOf(spelling.name()));
        return release.find() && !spelling.model().contains(release.group());
    }

    /** The id says less than the model's, and the name beside it says exactly which. */
    private Set<CanonicalModel> byNameThatCompletes(Reading reading, List<CanonicalModel> named, List<String> why) {
        if (named.size() != 1) {
            return Set.of();
        }
        CanonicalModel model = named.getFirst();
        List<String> whole = ModelKey.of(model.local()).words();
        for (Candidate candidate : reading.candidates()) {
            List<String> words = candidate.name().words();
            if (words.size() >= WORDS_TO_GO_BY
                    && isWithin(words, whole)
                    && !ofMaker(candidate.maker(), named).isEmpty()) {
                why.add("name beside the id: " + model.name());
                return Set.of(model);
            }
        }
        return Set.of();
    }

    /** Whether all words stand in the whole, in this order. */
    private static boolean isWithin(List<String> words, List<String> whole) {
        Iterator<String> left = whole.iterator();
        for (String word : words) {
            boolean met = false;
            while (!met && left.hasNext()) {
                met = left.next().equals(word);
            }
            if (!met) {
                return false;
            }
        }
        return true;
    }

    private List<CanonicalModel> ofMaker(@Nullable String maker, List<CanonicalModel> models) {
        return models.stream()
                .filter(model -> maker == null
                        || model.maker() == null
                        || rules.maker(model.maker()).orElse(model.maker()).equals(maker))
                .toList();
    }

    private static String name(String text) {
        return BESIDE_THE_NAME
                .matcher(text)
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9+]", "");
    }
}
