package dev.crosscheck.publisher.modelpricewatch;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.ReportedRate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import dev.crosscheck.publisher.source.Fields;
import dev.crosscheck.publisher.source.ImportSource;
import dev.crosscheck.publisher.source.Kind;
import dev.crosscheck.publisher.source.Mapping;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Model Price Watch: first the dated points of its history, each at the day it was true, then its models as they
 * stand now.
 *
 * <p>A row is a model at one provider, named by upstream's id for both: that is the spelling. A point carries the
 * prices alone; what the route serves is known of today only.
 */
public final class ModelPriceWatch implements ImportSource {

    public static final String ID = "model-price-watch";

    private static final Source SOURCE = new Source(ID, "Model Price Watch", "https://modelpricewatch.com");

    private static final Set<String> CORRECTIONS = Set.of("correction");
    private static final Set<String> MOVES = Set.of(
            "baseline", "snapshot", "backfill", "new_model", "price_drop", "price_increase", "reverify", "removed");

    /** What upstream says of a model and not of its route, and of how it came to know. */
    private static final String[] OF_THE_MODEL = {
        "id",
        "model",
        "category",
        "released",
        "released_source",
        "released_verified",
        "open_source",
        "parameters",
        "description",
        "pricing_url",
        "tags",
        "featured",
        "last_updated",
        "status_verified",
        "status_source",
        "availability_note",
        "price_note",
        "source",
        "retired_on",
        "superseded_by",
        "shutdown_date",
        "promo",
        "promo_until",
        "speed_tps",
        "product_kind"
    };

    private final Path models;
    private final Path history;
    private final Instant observedAt;

    /** @param observedAt when models.json was taken */
    public ModelPriceWatch(Path models, Path history, Instant observedAt) {
        this.models = models;
        this.history = history;
        this.observedAt = observedAt;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Instant observedAt() {
        return observedAt;
    }

    @Override
    public List<List<Kind>> steps() {
        return List.of(
                List.of(new Kind("points", Kind.Taker.PRICING, this::points)),
                List.of(new Kind("offers", Kind.Taker.PRICING, this::offers)));
    }

    /** Every dated point, in the order of the file. */
    void points(Consumer<Mapping<Kind.Reported>> into) throws IOException {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(history)) {
            for (NamedCsvRecord row : rows) {
                into.accept(Mapping.of(
                        history.getFileName() + " line " + row.getStartingLineNumber(),
                        notes -> new Kind.Reported(point(row.getFieldsAsMap(), notes), false)));
            }
        }
    }

    private static PriceReported point(Map<String, String> row, Mapping.Notes notes) {
        String event = row.getOrDefault("event", "");
        if (!CORRECTIONS.contains(event) && !MOVES.contains(event)) {
            throw new InvalidEventException(
                    "event", event, "one of " + new TreeSet<>(CORRECTIONS) + " and " + new TreeSet<>(MOVES));
        }
        if (!row.getOrDefault("source", "").isEmpty()) {
            notes.dropped("source (how upstream came to know)");
        }
        List<ReportedRate> rates = new ArrayList<>();
        add(rates, Component.INPUT, "input_per_mtok", number("input_per_mtok", row));
        add(rates, Component.OUTPUT, "output_per_mtok", number("output_per_mtok", row));
        add(rates, Component.CACHE_READ, "cached_input_per_mtok", number("cached_input_per_mtok", row));
        return offer(
                row.getOrDefault("model_id", ""),
                row.getOrDefault("provider", ""),
                rates,
                RouteFacts.NONE,
                event.equals("removed") ? RouteStatus.RETIRED : RouteStatus.LIVE,
                day(row.getOrDefault("date", "")),
                CORRECTIONS.contains(event));
    }

    /** Every model as it stands. */
    void offers(Consumer<Mapping<Kind.Reported>> into) throws IOException {
        JsonNode list = EventJson.MAPPER.readTree(Files.readAllBytes(models));
        if (!list.isArray()) {
            throw new InvalidEventException(models.toString(), "no list", "Model Price Watch's models.json");
        }
        for (JsonNode model : list) {
            into.accept(Mapping.of(
                    "models/" + model.path("id").asString("?"),
                    notes -> new Kind.Reported(current(model, notes), false)));
        }
    }

    private PriceReported current(JsonNode model, Mapping.Notes notes) {
        Fields entry = new Fields("", model);
        String id = entry.text("id");
        String provider = entry.text("provider");
        List<ReportedRate> rates = new ArrayList<>();
        add(rates, Component.INPUT, "input_per_mtok", entry.number("input_per_mtok"));
        add(rates, Component.OUTPUT, "output_per_mtok", entry.number("output_per_mtok"));
        add(rates, Component.CACHE_READ, "cached_input_per_mtok", entry.number("cached_input_per_mtok"));
        Map<ModelField, Boolean> capabilities = new EnumMap<>(ModelField.class);
        List<String> modality = entry.texts("modality");
        if (!modality.isEmpty()) {
            capabilities.put(ModelField.VISION, modality.contains("image"));
            capabilities.put(ModelField.MULTIMODAL, modality.stream().anyMatch(one -> !one.equals("text")));
        }
        RouteFacts facts = new RouteFacts(entry.tokens("context_window"), null, null, capabilities);
        RouteStatus status = status(entry.text("status"));
        entry.leaveOut(OF_THE_MODEL);
        notes.dropped("what it says of the model, by name in docs/importing-model-price-watch.md");
        notes.unread(entry);
        return offer(String.valueOf(id), String.valueOf(provider), rates, facts, status, observedAt, false);
    }

    private static RouteStatus status(@Nullable String status) {
        return switch (status) {
            case "Current" -> RouteStatus.LIVE;
            case "Preview" -> RouteStatus.BETA;
            case "Deprecated" -> RouteStatus.DEPRECATED;
            case "Retired" -> RouteStatus.RETIRED;
            case null, default ->
                throw new InvalidEventException("status", status, "Current, Preview, Deprecated or Retired");
        };
    }

    private static PriceReported offer(
            String id,
            String provider,
            List<ReportedRate> rates,
            RouteFacts facts,
            RouteStatus status,
            Instant at,
            boolean correction) {
        return new PriceReported(
                id,
                slug(provider),
                id,
                rates.isEmpty() ? Terms.UNKNOWN : Terms.PRICED,
                "USD",
                PriceUnit.USD_PER_MILLION_TOKENS,
                rates,
                facts,
                status,
                SOURCE,
                at,
                at,
                correction);
    }

    /** {@code AI21 Labs} is {@code ai21-labs}. */
    private static String slug(String provider) {
        return provider.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
    }

    private static void add(List<ReportedRate> rates, Component component, String field, @Nullable BigDecimal amount) {
        if (amount != null) {
            try {
                rates.add(new ReportedRate(component, new UsdPerMtok(amount).amount(), null, null, null));
            } catch (InvalidEventException e) {
                throw new InvalidEventException(field, amount, e.expected());
            }
        }
    }

    private static @Nullable BigDecimal number(String field, Map<String, String> row) {
        String text = row.getOrDefault(field, "");
        try {
            return text.isEmpty() ? null : new BigDecimal(text);
        } catch (NumberFormatException _) {
            throw new InvalidEventException(field, text, "a number");
        }
    }

    private static Instant day(String text) {
        try {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException _) {
            throw new InvalidEventException("date", text, "YYYY-MM-DD");
        }
    }
}
