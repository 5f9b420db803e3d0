package dev.crosscheck.comparison.page;

import dev.crosscheck.event.catalog.ModelField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says where two models of a page are probably one that sources list under two ids: their maker is the same, their
 * names are but for case, punctuation or a date at the end of one, and nothing known of them tells them apart. What
 * is compared then is what is known of each id, and no difference between two models.
 */
final class OneModel {

    /** One sentence for each two models that may be one. */
    static List<Claim> of(Lineup lineup) {
        List<Claim> claims = new ArrayList<>();
        for (int one = 0; one < lineup.size(); one++) {
            for (int other = one + 1; other < lineup.size(); other++) {
                Claim claim = sentence(lineup, one, other);
                if (claim != null) {
                    claims.add(claim);
                }
            }
        }
        return claims;
    }

    private static @Nullable Claim sentence(Lineup lineup, int one, int other) {
        FactSheet first = lineup.model(one).facts();
        FactSheet second = lineup.model(other).facts();
        String maker = first.value(ModelField.MAKER);
        String name = first.value(ModelField.NAME);
        String otherName = second.value(ModelField.NAME);
        if (maker == null
                || !maker.equalsIgnoreCase(second.value(ModelField.MAKER))
                || name == null
                || otherName == null
                || !lineup.model(one).likeName().isLike(lineup.model(other).likeName())
                || tellsApart(first, second, ModelField.RELEASED)
                || tellsApart(first, second, ModelField.KIND)
                || tellsApart(first, second, ModelField.QUANTISATION)) {
            return null;
        }
        List<String> evidence = new ArrayList<>();
        add(evidence, ModelField.NAME, first, second);
        add(evidence, ModelField.MAKER, first, second);
        String released = first.value(ModelField.RELEASED);
        boolean sameDay = released != null && released.equals(second.value(ModelField.RELEASED));
        if (sameDay) {
            add(evidence, ModelField.RELEASED, first, second);
        }
        return new Claim(
                lineup.name(one) + " and " + lineup.name(other) + " are named alike, both by "
                        + first.text(ModelField.MAKER)
                        + (sameDay ? " and both released " + first.text(ModelField.RELEASED) : "")
                        + ": they may be one model under two ids; link them if so.",
                evidence);
    }

    static boolean areAlike(String one, String other) {
        return LikeName.of(one).isLike(LikeName.of(other));
    }

    /** A vaguer date tells nothing apart from one that it holds. */
    private static boolean tellsApart(FactSheet first, FactSheet second, ModelField field) {
        String one = first.value(field);
        String other = second.value(field);
        return one != null
                && other != null
                && !(field == ModelField.RELEASED ? one.startsWith(other) || other.startsWith(one) : one.equals(other));
    }

    private static void add(List<String> evidence, ModelField field, FactSheet first, FactSheet second) {
        evidence.add(first.evidence(field));
        evidence.add(second.evidence(field));
    }

    private OneModel() {}
}
