package dev.crosscheck.publisher.modelsdev;

import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.Offer;
import dev.crosscheck.publisher.source.OfferReader;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/** Offers of models.dev's history, whose older records have older names for some fields. Pure. */
final class ModelsDevOffers implements OfferReader {

    private final Curated curated;
    private final OfferIdentity identity;

    ModelsDevOffers(Curated curated, OfferIdentity identity) {
        this.curated = curated;
        this.identity = identity;
    }

    @Override
    public Offer read(Entry entry, Instant observedAt, Mapping.Notes notes) {
        ObjectNode body = OlderNames.translated((ObjectNode) entry.body(), notes);
        if (entry.link() != null) {
            body.put("base_model", entry.link());
        }
        OfferMapping.Resolved resolved = new OfferMapping(curated, identity, ModelsDev.origin(observedAt))
                .map(new ModelsDevOffer(entry.provider(), entry.id(), body), notes);
        return new Offer(resolved.event(), resolved.rule() != OfferIdentity.Rule.NONE);
    }
}
