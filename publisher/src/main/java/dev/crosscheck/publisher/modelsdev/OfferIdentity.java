package dev.crosscheck.publisher.modelsdev;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which canonical model an offer is of, by upstream's own rules in upstream's own order. Exact only:
 * a wrong match is worse than none.
 */
final class OfferIdentity {

    private final Set<String> canonical;

    /** @param canonical the ids of all canonical models in the file */
    OfferIdentity(Set<String> canonical) {
        this.canonical = Set.copyOf(canonical);
    }

    /** @param baseModel upstream's curated link; null if the offer has none */
    Match of(ModelsDevOffer offer, @Nullable String baseModel) {
        if (baseModel != null && canonical.contains(baseModel)) {
            return new Match(baseModel, Rule.CURATED);
        }
        String underProvider = offer.provider() + "/" + offer.id();
        if (baseModel == null && canonical.contains(offer.id())) {
            return new Match(offer.id(), Rule.SAME_ID);
        }
        if (baseModel == null && canonical.contains(underProvider)) {
            return new Match(underProvider, Rule.PROVIDER_AND_ID);
        }
        return new Match(underProvider, Rule.NONE);
    }

    /**
     * @param spelling how the event names the model
     * @param rule     why
     */
    record Match(String spelling, Rule rule) {}

    /** Why an offer is said to be of a model. */
    enum Rule {
        /** A person at models.dev wrote {@code base_model} into the offer. */
        CURATED,
        /** The provider's id for it is the canonical id: {@code openai/gpt-oss-120b}. */
        SAME_ID,
        /** Provider and id together are the canonical id: {@code gpt-5} at {@code openai}. */
        PROVIDER_AND_ID,
        /** None of these: the event names provider and id, and pricing keeps it for a person. */
        NONE
    }
}
