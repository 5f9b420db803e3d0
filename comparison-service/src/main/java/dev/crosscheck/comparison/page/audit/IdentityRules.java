package dev.crosscheck.comparison.page.audit;

import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelState;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a page says of models that may be one under two ids against their names, makers and dates: at its top
 * for each two that nothing tells apart, and for no others.
 */
final class IdentityRules {

    private static final String SENTENCE = " they may be one model under two ids; link them if so.";

    /** @param profiles in the order of the page's columns */
    static void check(Page page, List<Profile> profiles, List<String> found) {
        for (Claim claim : page.summary()) {
            if (claim.text().endsWith(SENTENCE) && !rests(page, claim, profiles)) {
                found.add("two models that are not one: " + claim.text());
            }
        }
        for (int one = 0; one < profiles.size(); one++) {
            for (int other = one + 1; other < profiles.size(); other++) {
                if (isOne(profiles.get(one), profiles.get(other))
                        && !isTold(
                                page,
                                page.models().get(one).name(),
                                page.models().get(other).name())) {
                    found.add("nobody is told that two may be one: "
                            + profiles.get(one).model() + " and "
                            + profiles.get(other).model());
                }
            }
        }
    }

    private static boolean isTold(Page page, String one, String other) {
        return page.summary().stream()
                .anyMatch(claim -> claim.text().startsWith(one + " and " + other + " are named alike, ")
                        && claim.text().endsWith(SENTENCE));
    }

    /** Whether the two that the sentence rests on can be one. */
    private static boolean rests(Page page, Claim claim, List<Profile> profiles) {
        List<String> models = claim.evidence().stream()
                .map(page.evidence()::get)
                .filter(Objects::nonNull)
                .map(Evidence::model)
                .distinct()
                .toList();
        List<Profile> two = profiles.stream()
                .filter(profile -> models.contains(profile.model()))
                .toList();
        return two.size() == 2
                && sameMaker(two.get(0), two.get(1))
                && sameDay(two.get(0), two.get(1))
                && (continues(letters(two.get(0)), letters(two.get(1)))
                        || continues(letters(two.get(1)), letters(two.get(0))));
    }

    /** Whether they have to be told of as one: the same name in other letters at most, and nothing against it. */
    private static boolean isOne(Profile one, Profile other) {
        String name = value(one, ModelField.NAME);
        return name != null
                && name.codePoints().anyMatch(Character::isLetterOrDigit)
                && name.equalsIgnoreCase(value(other, ModelField.NAME))
                && sameMaker(one, other)
                && sameDay(one, other)
                && isNotDenied(one, other, ModelField.KIND)
                && isNotDenied(one, other, ModelField.QUANTISATION);
    }

    private static boolean sameMaker(Profile one, Profile other) {
        String maker = value(one, ModelField.MAKER);
        return maker != null && maker.equalsIgnoreCase(value(other, ModelField.MAKER));
    }

    private static boolean sameDay(Profile one, Profile other) {
        String day = value(one, ModelField.RELEASED);
        String otherDay = value(other, ModelField.RELEASED);
        return day == null || otherDay == null || day.startsWith(otherDay) || otherDay.startsWith(day);
    }

    private static boolean isNotDenied(Profile one, Profile other, ModelField field) {
        String value = value(one, field);
        String otherValue = value(other, field);
        return value == null || otherValue == null || value.equals(otherValue);
    }

    /** The same, or the same with the eight digits of a day behind it. */
    private static boolean continues(String name, String longer) {
        return !name.isEmpty()
                && longer.startsWith(name)
                && longer.substring(name.length()).matches("|\\d{8}");
    }

    private static String letters(Profile profile) {
        String name = value(profile, ModelField.NAME);
        return name == null
                ? ""
                : Normalizer.normalize(name, Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[\\p{P}\\s]", "");
    }

    private static @Nullable String value(Profile profile, ModelField field) {
        return profile.catalog().facts().stream()
                .filter(fact -> fact.field() == field)
                .map(ModelState.Fact::value)
                .findFirst()
                .orElse(null);
    }

    private IdentityRules() {}
}
