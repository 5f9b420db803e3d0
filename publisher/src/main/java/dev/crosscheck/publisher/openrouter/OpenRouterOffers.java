package dev.crosscheck.publisher.openrouter;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.PartialDate;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.ReportedRate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.publisher.source.Fields;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.Offer;
import dev.crosscheck.publisher.source.OfferReader;
import dev.crosscheck.publisher.source.Words;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model of OpenRouter's list → the offer of its best route. Pure.
 *
 * <p>The price is that of the top provider, and so is the context: the model's own, which is often far
 * longer, is not what the price buys.
 */
public final class OpenRouterOffers implements OfferReader {

    private static final Set<String> TEXT_ALONE = Set.of("text");

    /** Upstream writes 2098-12-31 for "some day". */
    private static final String NEVER_FROM = "2090";

    @Override
    public Offer read(Entry offer, Instant observedAt, Mapping.Notes notes) {
        Fields entry = new Fields("", offer.body())
                // Facts of the model rather than of the route.
                .leaveOut("id", "canonical_slug", "hugging_face_id", "created", "context_length", "knowledge_cutoff")
                // How a program asks for it; nothing that a page shows.
                .leaveOut("default_parameters", "per_request_limits", "supported_voices", "links", "reasoning");
        String name = entry.text("name");
        if (entry.any("alias_target") != null) {
            notes.dropped("alias_target (the name stands for whichever model is the latest)");
        }
        if (entry.any("benchmarks") != null) {
            notes.dropped("benchmarks (scores, which this importer does not publish)");
        }
        Fields pricing = entry.object("pricing");
        OpenRouterPricing prices = pricing == null ? null : OpenRouterPricing.read(offer.id(), pricing, notes);
        List<ReportedRate> rates = prices == null ? List.of() : prices.rates();
        Terms terms = prices == null ? Terms.UNKNOWN : prices.terms(Words.sayFree(offer.id() + " " + name));
        RouteFacts facts = facts(entry, notes);
        RouteStatus status = status(entry.text("expiration_date"), notes);
        notes.unread(entry);
        return new Offer(
                new PriceReported(
                        offer.id(),
                        OpenRouter.ID,
                        offer.id(),
                        terms,
                        "USD",
                        PriceUnit.USD_PER_MILLION_TOKENS,
                        terms == Terms.PRICED ? rates : List.of(),
                        facts,
                        status,
                        OpenRouter.SOURCE,
                        observedAt,
                        null,
                        false),
                false);
    }

    private static RouteFacts facts(Fields entry, Mapping.Notes notes) {
        Map<ModelField, Boolean> capabilities = new EnumMap<>(ModelField.class);
        List<String> parameters = entry.texts("supported_parameters");
        if (!parameters.isEmpty()) {
            boolean tools = parameters.contains("tools");
            capabilities.put(ModelField.FUNCTION_CALLING, tools);
            capabilities.put(ModelField.TOOL_USE, tools);
            capabilities.put(ModelField.STRUCTURED_OUTPUTS, parameters.contains("structured_outputs"));
            capabilities.put(ModelField.REASONING, parameters.contains("reasoning"));
        }
        Fields architecture = entry.object("architecture");
        if (architecture != null) {
            readModalities(architecture.leaveOut("modality", "tokenizer", "instruct_type"), capabilities);
            notes.unread(architecture);
        }
        Fields top = entry.object("top_provider");
        if (top == null) {
            return new RouteFacts(null, null, null, capabilities);
        }
        top.leaveOut("is_moderated");
        RouteFacts facts =
                new RouteFacts(top.tokens("context_length"), null, top.tokens("max_completion_tokens"), capabilities);
        notes.unread(top);
        return facts;
    }

    private static void readModalities(Fields architecture, Map<ModelField, Boolean> capabilities) {
        List<String> input = architecture.texts("input_modalities");
        List<String> output = architecture.texts("output_modalities");
        if (!input.isEmpty()) {
            capabilities.put(ModelField.VISION, input.contains("image"));
        }
        if (!input.isEmpty() && !output.isEmpty()) {
            capabilities.put(ModelField.MULTIMODAL, !TEXT_ALONE.containsAll(input) || !TEXT_ALONE.containsAll(output));
        }
    }

    /** Upstream sets a date when it has decided to take the model off its list. */
    private static RouteStatus status(@Nullable String expires, Mapping.Notes notes) {
        if (expires == null) {
            return RouteStatus.LIVE;
        }
        try {
            if (new PartialDate(expires).text().compareTo(NEVER_FROM) >= 0) {
                notes.repaired("expiration_date decades away read as none");
                return RouteStatus.LIVE;
            }
        } catch (InvalidEventException e) {
            throw new InvalidEventException("expiration_date", expires, e.expected());
        }
        return RouteStatus.DEPRECATED;
    }
}
