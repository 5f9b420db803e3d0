package dev.crosscheck.comparison.page.audit;

import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Page.PageModel;
import dev.crosscheck.comparison.page.Profile;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that a page tells the truth, by reading what it prints.
 *
 * <p>It computes sums, gaps and percentages again from the figures on the page, looks every claim's
 * evidence up, and holds marks, counts and dates against the facts. What it cannot see is in the tests of
 * each formula.
 */
public final class TruthRules {

    /**
     * @param a one of the page's models, in any order
     * @param b the other one
     * @return what is wrong, each with the sentence that says it; empty if nothing is
     */
    public static List<String> check(Page page, Profile a, Profile b) {
        return check(page, List.of(a, b));
    }

    /**
     * The same for a page of two to six models.
     *
     * @param profiles of all its models, in any order
     */
    public static List<String> check(Page page, List<Profile> profiles) {
        List<Profile> inOrder = new ArrayList<>();
        for (PageModel model : page.models()) {
            inOrder.add(profiles.stream()
                    .filter(profile -> profile.model().equals(model.id()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "profiles: none of " + model.id() + " (expected: one of each model of the page)")));
        }
        Printed printed = new Printed(page);
        OutsideText outside = new OutsideText(inOrder);
        List<String> found = new ArrayList<>();
        IdentityRules.check(page, inOrder, found);
        GrammarRules.check(printed, outside, found);
        NumberRules.check(printed, outside, found);
        EvidenceRules.check(printed, inOrder, found);
        FactRules.check(printed, inOrder, found);
        PriceRules.check(printed, inOrder, outside, found);
        ScoreRules.check(printed, inOrder, found);
        AnswerRules.check(printed, found);
        RouteRules.check(printed, inOrder, found);
        ConflictRules.check(printed, inOrder, found);
        return List.copyOf(found);
    }

    private TruthRules() {}
}
