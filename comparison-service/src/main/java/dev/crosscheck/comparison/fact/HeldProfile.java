package dev.crosscheck.comparison.fact;

import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the database holds of a model: the newest state of each half.
 *
 * @param catalog      null until the catalog has spoken of the model
 * @param prices       null until pricing has
 * @param pageRevision 0 until the catalog has spoken of the model
 */
public record HeldProfile(
        String model,
        @Nullable ModelState catalog,
        @Nullable PriceSheet prices,
        long pageRevision) {

    public Revisions revisions() {
        return new Revisions(
                catalog == null ? 0 : catalog.revision(), prices == null ? 0 : prices.revision(), pageRevision);
    }

    /** The model as pages know it; empty until the catalog has spoken of it. */
    public Optional<KnownModel> known() {
        return catalog == null
                ? Optional.empty()
                : Optional.of(new KnownModel(new Profile(catalog, prices), pageRevision));
    }

    static HeldProfile of(KnownModel known) {
        return new HeldProfile(
                known.id(), known.profile().catalog(), known.profile().prices(), known.pageRevision());
    }
}
