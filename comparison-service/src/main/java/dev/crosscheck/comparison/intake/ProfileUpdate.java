package dev.crosscheck.comparison.intake;

import dev.crosscheck.comparison.fact.HeldProfile;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.comparison.page.VisibleProfile;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a state that was heard means for the profile that is held. Each case carries what its handler needs. */
sealed interface ProfileUpdate {

    /** It is not newer than what is held: nothing to store, nothing to say. */
    record Old() implements ProfileUpdate {}

    /** It is newer and goes into the profile, but no page can show the difference. */
    record Unseen(HeldProfile profile) implements ProfileUpdate {}

    /**
     * Pages of the model say something else from now on.
     *
     * @param causes ids of the events behind it, newest first
     */
    record Seen(HeldProfile profile, List<String> causes) implements ProfileUpdate {}

    /**
     * Decides. Pure: it reads no clock, no database and no topic.
     *
     * @param catalog newest catalog state heard of; null for none
     * @param prices  newest price sheet heard of; null for none
     */
    static ProfileUpdate decide(HeldProfile held, @Nullable ModelState catalog, @Nullable PriceSheet prices) {
        ModelState newerCatalog =
                catalog != null && catalog.revision() > held.revisions().catalog() ? catalog : held.catalog();
        PriceSheet newerPrices =
                prices != null && prices.revision() > held.revisions().prices() ? prices : held.prices();
        if (newerCatalog == held.catalog() && newerPrices == held.prices()) {
            return new Old();
        }
        if (newerCatalog == null) {
            return new Unseen(new HeldProfile(held.model(), null, newerPrices, 0));
        }
        Profile after = new Profile(newerCatalog, newerPrices);
        Profile before = held.catalog() == null ? null : new Profile(held.catalog(), held.prices());
        if (before != null && VisibleProfile.of(before).equals(VisibleProfile.of(after))) {
            return new Unseen(new HeldProfile(held.model(), newerCatalog, newerPrices, held.pageRevision()));
        }
        return new Seen(
                new HeldProfile(held.model(), newerCatalog, newerPrices, held.pageRevision() + 1),
                Causes.of(before, after));
    }
}
