package dev.crosscheck.publisher.llmstats;

import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.ReportedRate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import dev.crosscheck.publisher.source.Fields;
import dev.crosscheck.publisher.source.Mapping;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Upstream's models and offers → ours. Prices are whole US cents per million tokens. Pure. */
final class LlmStatsModels {

    private static final int CENTS = 2;

    private static final String[] MODALITIES = {"text", "image", "audio", "video"};

    static ModelReported model(
            Fields entry,
            Map<String, String> makers,
            Map<String, String> licences,
            Instant observedAt,
            Mapping.Notes notes) {
        entry.leaveOut("created_at", "updated_at", "available_in_zeroeval");
        for (String dropped : new String[] {
            "description",
            "announcement_date",
            "fine_tuned_from_model_id",
            "model_family_id",
            "source_api_ref",
            "source_playground",
            "source_paper",
            "source_scorecard_blog_link",
            "source_repo_link"
        }) {
            if (entry.text(dropped) != null) {
                notes.dropped(dropped);
            }
        }
        if (entry.number("training_tokens") != null) {
            notes.dropped("training_tokens");
        }
        String id = String.valueOf(entry.text("model_id"));
        Map<ModelField, @Nullable String> facts = new EnumMap<>(ModelField.class);
        put(facts, ModelField.NAME, entry.text("name"));
        put(facts, ModelField.MAKER, makers.get(String.valueOf(entry.text("organization_id"))));
        put(facts, ModelField.RELEASED, entry.text("release_date"));
        put(facts, ModelField.KNOWLEDGE_CUTOFF, entry.text("knowledge_cutoff"));
        Long parameters = entry.tokens("param_count");
        put(facts, ModelField.PARAMETERS, parameters == null ? null : parameters.toString());
        Boolean multimodal = entry.flag("multimodal");
        put(facts, ModelField.MULTIMODAL, multimodal == null ? null : multimodal.toString());
        String licence = entry.text("license_id");
        put(facts, ModelField.LICENCE, licences.get(String.valueOf(licence)));
        String weights = entry.text("source_weights_link");
        if (weights != null && weights.isBlank()) {
            notes.repaired("source_weights_link, empty, read as none");
            weights = null;
        }
        put(facts, ModelField.WEIGHTS_URL, weights);
        if (weights != null) {
            facts.put(ModelField.OPENNESS, "open-weights");
        } else if ("proprietary".equals(licence)) {
            facts.put(ModelField.OPENNESS, "closed");
        }
        notes.unread(entry);
        return new ModelReported(
                id, LlmStats.SOURCE, observedAt, null, false, facts, List.of(new ModelAlias(LlmStats.ID, id)));
    }

    static PriceReported offer(Fields entry, Instant observedAt, Mapping.Notes notes) {
        entry.leaveOut("created_at", "updated_at", "model_provider_id", "model_name", "organization_id");
        for (String dropped : new String[] {"throughput", "latency"}) {
            if (entry.number(dropped) != null) {
                notes.dropped(dropped + " (one number without its conditions)");
            }
        }
        for (String dropped : new String[] {"feature_web_search", "feature_batch_inference", "feature_finetuning"}) {
            if (entry.flag(dropped) != null) {
                notes.dropped(dropped);
            }
        }
        if (entry.text("quantization") != null) {
            notes.dropped("quantization");
        }
        List<ReportedRate> rates = new ArrayList<>();
        add(rates, Component.INPUT, entry.number("input_cents_per_million_tokens"));
        add(rates, Component.OUTPUT, entry.number("output_cents_per_million_tokens"));
        Map<ModelField, Boolean> capabilities = new EnumMap<>(ModelField.class);
        put(capabilities, ModelField.FUNCTION_CALLING, entry.flag("feature_function_calling"));
        put(capabilities, ModelField.STRUCTURED_OUTPUTS, entry.flag("feature_structured_output"));
        put(capabilities, ModelField.CODE_EXECUTION, entry.flag("feature_code_execution"));
        boolean more = false;
        for (String modality : MODALITIES) {
            Boolean in = entry.flag("input_modality_" + modality);
            Boolean out = entry.flag("output_modality_" + modality);
            more |= !modality.equals("text") && (Boolean.TRUE.equals(in) || Boolean.TRUE.equals(out));
            if (modality.equals("image")) {
                put(capabilities, ModelField.VISION, in);
            }
        }
        capabilities.put(ModelField.MULTIMODAL, more);
        PriceReported offer = new PriceReported(
                String.valueOf(entry.text("model_id")),
                String.valueOf(entry.text("provider_id")),
                String.valueOf(entry.text("provider_model_id_used")),
                rates.isEmpty() ? Terms.UNKNOWN : Terms.PRICED,
                "USD",
                PriceUnit.USD_PER_MILLION_TOKENS,
                rates,
                new RouteFacts(null, entry.tokens("max_input_tokens"), entry.tokens("max_output_tokens"), capabilities),
                entry.text("deprecated_at") == null ? RouteStatus.LIVE : RouteStatus.DEPRECATED,
                LlmStats.SOURCE,
                observedAt,
                null,
                false);
        notes.unread(entry);
        return offer;
    }

    private static void add(List<ReportedRate> rates, Component component, @Nullable BigDecimal cents) {
        if (cents != null) {
            rates.add(
                    new ReportedRate(component, new UsdPerMtok(cents.movePointLeft(CENTS)).amount(), null, null, null));
        }
    }

    private static <T> void put(Map<ModelField, T> values, ModelField field, @Nullable T value) {
        if (value != null) {
            values.put(field, value);
        }
    }

    private LlmStatsModels() {}
}
