package dev.crosscheck.publisher.identity;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A spelling with everything taken off that does not name the model.
 *
 * @param candidates   what may be its name, the likeliest first
 * @param strangers    folders that are neither a maker's nor known to say nothing: an uploader of copies, say
 * @param rules        what was taken off, and why that is right
 */
record Reading(List<Candidate> candidates, List<String> strangers, List<String> rules) {

    /** Amazon Bedrock's form: region, maker, name, version. */
    private static final Pattern BEDROCK = Pattern.compile(
            "(?:(?:us|eu|global|au|jp|apac|ca|us-gov)\\.)?([a-z][a-z0-9-]*)\\.(?=[a-z])", Pattern.CASE_INSENSITIVE);

    private static final Pattern BEDROCK_VERSION = Pattern.compile("-v\\d+(:\\d+)?$");

    /**
     * @param name  what may be the model's name
     * @param maker who the spelling says made it; null if it does not say
     */
    record Candidate(ModelKey name, @Nullable String maker) {}

    static Reading of(Spelling spelling, IdentityRules rules) {
        List<String> said = new ArrayList<>();
        List<String> strangers = new ArrayList<>();
        String rest = spelling.model();
        String maker = null;
        for (IdentityRules.Rule wrapper : rules.wrappers(spelling.provider())) {
            Optional<String> inside = wrapper.withoutPrefix(rest);
            if (inside.isPresent()) {
                rest = inside.get();
                said.add(wrapper.said());
            }
        }
        while (rest.indexOf('/') >= 0) {
            String folder = rest.substring(0, rest.indexOf('/'));
            rest = rest.substring(folder.length() + 1);
            Optional<String> known = rules.maker(folder);
            if (known.isPresent()) {
                maker = known.get();
                said.add("maker: " + folder + " is " + maker);
            } else if (!rules.isFolder(folder) && !folder.equalsIgnoreCase(spelling.provider())) {
                strangers.add(folder);
            }
        }
        Set<String> names = new LinkedHashSet<>();
        Matcher bedrock = BEDROCK.matcher(rest);
        if (bedrock.lookingAt() && rules.maker(bedrock.group(1)).isPresent()) {
            maker = rules.maker(bedrock.group(1)).get();
            rest = rest.substring(bedrock.end());
            said.add("amazon-bedrock: region, maker and version around the name");
            // First without what may be Bedrock's version, then with it: nemotron-nano-9b-v2 has a v2 of its own.
            names.add(BEDROCK_VERSION.matcher(rest).replaceFirst(""));
        }
        names.add(rest);
        Set<Candidate> candidates = new LinkedHashSet<>();
        for (String name : names) {
            String bare = withoutSuffixes(name, rules, said);
            candidates.add(candidate(bare, maker, spelling, rules, said));
            addWithoutMaker(bare, maker, spelling, rules, said, candidates);
        }
        return new Reading(List.copyOf(candidates), List.copyOf(strangers), List.copyOf(new LinkedHashSet<>(said)));
    }

    private static String withoutSuffixes(String name, IdentityRules rules, List<String> said) {
        String bare = name;
        for (IdentityRules.Rule suffix : rules.suffixes()) {
            Optional<String> before = suffix.withoutSuffix(bare);
            if (before.isPresent()) {
                bare = before.get();
                said.add(suffix.said());
            }
        }
        return bare;
    }

    /** A maker's name before the model's, as {@code openai-gpt-5}; it counts only if the model is that maker's. */
    private static void addWithoutMaker(
            String name,
            @Nullable String maker,
            Spelling spelling,
            IdentityRules rules,
            List<String> said,
            Set<Candidate> candidates) {
        String lower = name.toLowerCase(Locale.ROOT);
        rules.makers().forEach((prefix, named) -> {
            if (lower.startsWith(prefix + "-") && (maker == null || maker.equals(named))) {
                candidates.add(candidate(name.substring(prefix.length() + 1), named, spelling, rules, said));
            }
        });
    }

    private static Candidate candidate(
            String name, @Nullable String maker, Spelling spelling, IdentityRules rules, List<String> said) {
        return new Candidate(rules.writtenOut(ModelKey.of(name), spelling.provider(), said), maker);
    }
}
