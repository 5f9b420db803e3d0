package dev.crosscheck.publisher.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.crosscheck.event.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people have found out about spellings, each rule with its reason. Data, in
 * {@code src/main/resources/identity/rules.json}.
 */
final class IdentityRules {

    private final Map<String, String> makers = new HashMap<>();
    private final Set<String> folders = new TreeSet<>();
    private final Map<ModelKey, Name> names = new HashMap<>();
    private final List<Rule> wrappers;
    private final List<Rule> suffixes;
    private final List<Contraction> contractions;
    private final List<Twins> twins;
    private final List<Rule> withheld;

    @JsonCreator
    IdentityRules(
            List<Maker> makers,
            List<Rule> wrappers,
            List<Folders> folders,
            List<Rule> suffixes,
            List<Contraction> contractions,
            List<Name> names,
            List<Twins> twins,
            List<Rule> withheld) {
        for (Maker maker : makers) {
            maker.spellings().forEach(spelling -> requireFree(spelling, this.makers.put(spelling, maker.maker())));
        }
        folders.forEach(list -> this.folders.addAll(list.names()));
        for (Name name : names) {
            requireFree(name.spelling(), this.names.put(ModelKey.of(name.spelling()), name));
        }
        this.wrappers = wrappers;
        this.suffixes = suffixes;
        this.contractions = contractions;
        this.twins = twins;
        this.withheld = withheld;
    }

    private static void requireFree(String spelling, @Nullable Object before) {
        if (before != null) {
            throw new IllegalStateException("rules.json: " + spelling + " is said twice (expected: once)");
        }
    }

    /** The rules that come with the tool. */
    static IdentityRules load() {
        try (InputStream in = IdentityRules.class.getResourceAsStream("/identity/rules.json")) {
            if (in == null) {
                throw new IllegalStateException("/identity/rules.json: absent (expected: on the class path)");
            }
            return EventJson.MAPPER.readValue(in, IdentityRules.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The maker that goes by this name. */
    Optional<String> maker(String name) {
        return Optional.ofNullable(makers.get(name.toLowerCase(Locale.ROOT).replaceAll("[\\s._]+", "-")));
    }

    /** Every spelling of every maker. */
    Map<String, String> makers() {
        return makers;
    }

    /** Whether a folder of this name says nothing of the model. */
    boolean isFolder(String name) {
        return folders.contains(name.toLowerCase(Locale.ROOT));
    }

    List<Rule> wrappers(@Nullable String provider) {
        return wrappers.stream().filter(rule -> rule.holdsAt(provider)).toList();
    }

    List<Rule> suffixes() {
        return suffixes;
    }

    /** The key, with the numbers that this provider contracts written out. */
    ModelKey writtenOut(ModelKey key, @Nullable String provider, List<String> rules) {
        String text = key.text();
        for (Contraction contraction : contractions) {
            if (contraction.provider().equals(provider)) {
                String out = contraction.regex().matcher(text).replaceAll(contraction.to());
                if (!out.equals(text)) {
                    rules.add(contraction.id() + ": " + contraction.why());
                    text = out;
                }
            }
        }
        return new ModelKey(text);
    }

    /** What this name is another name of. */
    Optional<Name> name(ModelKey key) {
        return Optional.ofNullable(names.get(key));
    }

    /** Whether both are one model under two ids. */
    boolean areTwins(CanonicalModel one, CanonicalModel other) {
        return twins.stream().anyMatch(pair -> pair.models().containsAll(Set.of(one.local(), other.local())));
    }

    /** Why nobody answers this spelling though a rule would. */
    Optional<String> withheld(Spelling spelling) {
        return withheld.stream()
                .filter(rule -> rule.holdsAt(spelling.provider())
                        && rule.regex().matcher(spelling.model()).matches())
                .map(Rule::why)
                .findFirst();
    }

    private record Maker(String maker, List<String> spellings, String why) {}

    private record Folders(List<String> names, String why) {}

    private record Twins(List<String> models, String why) {}

    /**
     * @param spelling what it is also called
     * @param model    its canonical name, without the maker
     */
    record Name(String spelling, String model, String why) {}

    /** @param provider whose spellings it holds for; null for everybody's */
    record Rule(String id, @Nullable String provider, String pattern, String why) {

        boolean holdsAt(@Nullable String at) {
            return provider == null || provider.equals(at);
        }

        Pattern regex() {
            return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
        }

        /** At the beginning of the text; or nothing. */
        Optional<String> withoutPrefix(String text) {
            var matcher = regex().matcher(text);
            return matcher.lookingAt() && matcher.end() < text.length()
                    ? Optional.of(text.substring(matcher.end()))
                    : Optional.empty();
        }

        /** At the end of the text; or nothing. */
        Optional<String> withoutSuffix(String text) {
            var matcher = Pattern.compile("(?:" + pattern + ")$", Pattern.CASE_INSENSITIVE)
                    .matcher(text);
            return matcher.find() && matcher.start() > 0
                    ? Optional.of(text.substring(0, matcher.start()))
                    : Optional.empty();
        }

        String said() {
            return id + ": " + why;
        }
    }

    private record Contraction(String id, String provider, String pattern, String to, String why) {
        Pattern regex() {
            return Pattern.compile(pattern);
        }
    }
}
