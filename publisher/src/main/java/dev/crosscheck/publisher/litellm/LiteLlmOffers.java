package dev.crosscheck.publisher.litellm;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.publisher.source.Fields;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.Offer;
import dev.crosscheck.publisher.source.OfferReader;
import dev.crosscheck.publisher.source.RateList;
import dev.crosscheck.publisher.source.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An entry of LiteLLM's price map → the offer of a provider. Pure. */
public final class LiteLlmOffers implements OfferReader {

    private static final Set<String> TEXT_ALONE = Set.of("text");

    /** One word of upstream's gives two of our fields: the model is handed functions and calls them. */
    private static final Map<String, List<ModelField>> CAPABILITIES = Map.of(
            "supports_function_calling", List.of(ModelField.FUNCTION_CALLING, ModelField.TOOL_USE),
            "supports_vision", List.of(ModelField.VISION),
            "supports_response_schema", List.of(ModelField.STRUCTURED_OUTPUTS),
            "supports_reasoning", List.of(ModelField.REASONING),
            "supports_code_execution", List.of(ModelField.CODE_EXECUTION),
            "supports_computer_use", List.of(ModelField.COMPUTER_USE));

    @Override
    public Offer read(Entry offer, Instant observedAt, Mapping.Notes notes) {
        Fields entry = new Fields("", offer.body()).leaveOut(LeftOut.NAMES);
        String provider = entry.text("litellm_provider");
        if (provider == null) {
            throw new InvalidEventException("litellm_provider", null, "who serves it, as every model has it");
        }
        String id = LiteLlm.provider(provider);
        RateList rates = LiteLlmRates.read(entry, notes);
        Terms terms = rates.isZero() ? termsOfZero(offer.id(), id) : Terms.PRICED;
        RouteFacts facts = new RouteFacts(
                null, entry.tokens("max_input_tokens"), entry.tokens("max_output_tokens"), capabilities(entry));
        RouteStatus status = status(entry.text("deprecation_date"), observedAt, notes);
        notes.unread(entry);
        return new Offer(
                new PriceReported(
                        offer.id(),
                        id,
                        LiteLlm.route(offer.id(), provider),
                        terms,
                        "USD",
                        PriceUnit.USD_PER_MILLION_TOKENS,
                        terms == Terms.PRICED ? rates.rates() : List.of(),
                        facts,
                        status,
                        LiteLlm.SOURCE,
                        observedAt,
                        null,
                        false),
                false);
    }

    /** Upstream writes zero for free, for "in the plan", for "on your own machine" and for "no idea". */
    private static Terms termsOfZero(String key, String provider) {
        if (Words.sayFree(key)) {
            return Terms.FREE;
        }
        return LiteLlm.sellsPlan(provider) ? Terms.SUBSCRIPTION : Terms.UNKNOWN;
    }

    private static Map<ModelField, Boolean> capabilities(Fields entry) {
        Map<ModelField, Boolean> flags = new EnumMap<>(ModelField.class);
        CAPABILITIES.forEach((name, fields) -> {
            Boolean supported = entry.flag(name);
            if (supported != null) {
                fields.forEach(field -> flags.put(field, supported));
            }
        });
        List<String> modalities = new ArrayList<>(entry.texts("supported_modalities"));
        List<String> output = entry.texts("supported_output_modalities");
        if (!modalities.isEmpty() && !output.isEmpty()) {
            modalities.addAll(output);
            flags.put(ModelField.MULTIMODAL, !TEXT_ALONE.containsAll(modalities));
        }
        return flags;
    }

    /** Upstream's date is the day from which it is deprecated; many are known long before. */
    private static RouteStatus status(@Nullable String date, Instant observedAt, Mapping.Notes notes) {
        if (date == null) {
            return RouteStatus.LIVE;
        }
        try {
            if (LocalDate.parse(date).isAfter(LocalDate.ofInstant(observedAt, ZoneOffset.UTC))) {
                notes.dropped("deprecation_date (still to come)");
                return RouteStatus.LIVE;
            }
        } catch (DateTimeParseException _) {
            throw new InvalidEventException("deprecation_date", date, "YYYY-MM-DD");
        }
        return RouteStatus.DEPRECATED;
    }
}
