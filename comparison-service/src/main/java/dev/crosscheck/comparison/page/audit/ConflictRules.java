package dev.crosscheck.comparison.page.audit;

import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.PlainText;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a page says of sources that disagree against the facts: each disagreement stands there once, with the
 * source, the day and the age of every other value and the rule that chose, and nothing else is called one.
 */
final class ConflictRules {

    private final Printed printed;
    private final List<Claim> sentences;
    private final List<String> found;
    private int expected;

    private ConflictRules(Printed printed, List<String> found) {
        this.printed = printed;
        this.found = found;
        sentences = printed.sentences().stream()
                .filter(claim ->
                        claim.text().contains(" is shown (") && claim.text().contains("), against "))
                // What a route serves beyond its model is no matter of the source policy.
                .filter(claim -> !claim.text().contains(" Rule: shown is what is listed for the model itself."))
                .toList();
    }

    static void check(Printed printed, List<Profile> profiles, List<String> found) {
        ConflictRules rules = new ConflictRules(printed, found);
        for (Profile profile : profiles) {
            for (ModelState.Fact fact : profile.catalog().facts()) {
                rules.check(profile, fact.provenance(), fact.rule(), disagreeing(fact.others()));
            }
            for (ModelState.Score score : profile.catalog().scores()) {
                rules.check(profile, score.provenance(), score.rule(), disagreeing(score.others()));
            }
            PriceSheet prices = profile.prices();
            for (Offer offer : prices == null ? List.<Offer>of() : prices.offers()) {
                rules.check(
                        profile,
                        offer.provenance(),
                        offer.rule(),
                        offer.others().stream()
                                .filter(PriceSheet.Quoted::disagrees)
                                .map(PriceSheet.Quoted::provenance)
                                .toList());
            }
        }
        if (rules.sentences.size() != rules.expected) {
            found.add("conflicts: " + rules.sentences.size() + " (expected: " + rules.expected + ", one of each thing"
                    + " that sources disagree on)");
        }
    }

    private static List<Provenance> disagreeing(List<ModelState.Claimed> others) {
        return others.stream()
                .filter(ModelState.Claimed::disagrees)
                .map(ModelState.Claimed::provenance)
                .toList();
    }

    private void check(Profile profile, Provenance shown, @Nullable String rule, List<Provenance> others) {
        if (others.isEmpty()) {
            return;
        }
        expected++;
        boolean isTold = sentences.stream()
                .anyMatch(claim -> rests(claim, profile.model(), shown)
                        && others.stream()
                                .allMatch(other -> rests(claim, profile.model(), other)
                                        && claim.text().contains(age(shown, other)))
                        && (rule == null || claim.text().contains(" Rule: " + rule(rule))));
        if (!isTold) {
            found.add("a disagreement of " + profile.model() + " that is not told whole: "
                    + shown.source().id() + " against "
                    + others.stream().map(other -> other.source().id()).toList());
        }
    }

    private boolean rests(Claim claim, String model, Provenance provenance) {
        return claim.evidence().stream()
                .map(printed.page().evidence()::get)
                .anyMatch(fact -> isOf(fact, model, provenance));
    }

    private static boolean isOf(@Nullable Evidence fact, String model, Provenance provenance) {
        return fact != null && fact.model().equals(model) && provenance.equals(fact.provenance());
    }

    /** The words that follow the name of the other source. */
    private static String age(Provenance shown, Provenance other) {
        LocalDate day = LocalDate.ofInstant(other.observedAt(), ZoneOffset.UTC);
        long days = ChronoUnit.DAYS.between(LocalDate.ofInstant(shown.observedAt(), ZoneOffset.UTC), day);
        String apart = String.format(Locale.ROOT, "%,d", Math.abs(days)) + (Math.abs(days) == 1 ? " day " : " days ");
        return ", " + day + ", " + (days == 0 ? "the same day" : apart + (days > 0 ? "later" : "earlier")) + ")";
    }

    private static String rule(String rule) {
        return PlainText.clean(rule, PlainText.SENTENCE, "not stated").replaceFirst("\\.$", "") + ".";
    }
}
