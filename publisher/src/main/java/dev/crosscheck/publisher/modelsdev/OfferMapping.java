package dev.crosscheck.publisher.modelsdev;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.ReportedRate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.publisher.source.Fields;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.Origin;
import dev.crosscheck.publisher.source.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link ModelsDevOffer} → {@link PriceReported}. Pure. */
final class OfferMapping {

    private final Curated curated;
    private final OfferIdentity identity;
    private final Origin origin;

    OfferMapping(Curated curated, OfferIdentity identity, Origin origin) {
        this.curated = curated;
        this.identity = identity;
        this.origin = origin;
    }

    /**
     * @param event what to publish
     * @param rule  how its model was found
     */
    record Resolved(PriceReported event, OfferIdentity.Rule rule) {}

    Resolved map(ModelsDevOffer offer, Mapping.Notes notes) {
        Fields entry = new Fields("", offer.body())
                // Facts of the model, which the canonical model tells once for all its routes.
                .leaveOut("family", "knowledge", "last_updated", "open_weights", "release_date")
                // How a program connects to it, or what it can be asked for; nothing that a page shows.
                .leaveOut("interleaved", "provider", "reasoning_options");
        String baseModel = entry.text("base_model");
        OfferIdentity.Match match = identity.of(offer, baseModel);
        if (baseModel != null && match.rule() == OfferIdentity.Rule.NONE) {
            notes.dropped("base_model (names no canonical model of the file)");
        }
        String name = entry.text("name");
        RouteFacts facts = facts(entry, notes);
        RouteStatus status = status(entry.text("status"));
        Fields cost = entry.object("cost");
        Terms terms;
        List<ReportedRate> rates = List.of();
        if (cost == null) {
            terms = Terms.UNKNOWN;
            if (!fastRates(entry, notes).isEmpty()) {
                notes.dropped("experimental.modes.fast.cost (beside no ordinary price)");
            }
        } else {
            List<ReportedRate> told = new ArrayList<>(CostMapping.rates(cost, notes));
            told.addAll(fastRates(entry, notes));
            boolean zero = told.stream().allMatch(rate -> rate.amount().signum() == 0);
            terms = zero ? termsOfZero(offer, name) : Terms.PRICED;
            rates = zero ? List.of() : told;
        }
        notes.unread(entry);
        PriceReported event = new PriceReported(
                match.spelling(),
                offer.provider(),
                offer.id(),
                terms,
                "USD",
                PriceUnit.USD_PER_MILLION_TOKENS,
                rates,
                facts,
                status,
                origin.source(),
                origin.observedAt(),
                null,
                false);
        return new Resolved(event, match.rule());
    }

    /** Upstream writes zero for free, for "in the plan" and for "no idea": only words decide which. */
    private Terms termsOfZero(ModelsDevOffer offer, @Nullable String name) {
        if (Words.sayFree(offer.id() + " " + (name == null ? "" : name))) {
            return Terms.FREE;
        }
        return curated.sellsPlan(offer.provider()) ? Terms.SUBSCRIPTION : Terms.UNKNOWN;
    }

    private static RouteFacts facts(Fields entry, Mapping.Notes notes) {
        Capabilities capabilities = Capabilities.read(entry);
        Fields limit = entry.object("limit");
        if (limit == null) {
            return new RouteFacts(null, null, null, capabilities.flags());
        }
        RouteFacts facts = new RouteFacts(
                limit.tokens("context"), limit.tokens("input"), limit.tokens("output"), capabilities.flags());
        notes.unread(limit);
        return facts;
    }

    private static RouteStatus status(@Nullable String status) {
        return switch (status) {
            case null -> RouteStatus.LIVE;
            case "alpha", "beta" -> RouteStatus.BETA;
            case "deprecated" -> RouteStatus.DEPRECATED;
            default -> throw new InvalidEventException("status", status, "alpha, beta, deprecated or none");
        };
    }

    private static List<ReportedRate> fastRates(Fields entry, Mapping.Notes notes) {
        Fields experimental = entry.object("experimental");
        Fields modes = experimental == null ? null : experimental.object("modes");
        Fields fast = modes == null ? null : modes.object("fast");
        Fields cost = fast == null ? null : fast.leaveOut("provider").object("cost");
        List<ReportedRate> rates = cost == null ? List.of() : CostMapping.fastRates(cost, notes);
        for (Fields read : new @Nullable Fields[] {experimental, modes, fast}) {
            if (read != null) {
                notes.unread(read);
            }
        }
        return rates;
    }
}
