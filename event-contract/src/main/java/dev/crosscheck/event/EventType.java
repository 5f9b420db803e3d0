package dev.crosscheck.event;

import dev.crosscheck.event.catalog.BenchmarkDefined;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.catalog.ScoreReported;
import dev.crosscheck.event.catalog.SpellingLinked;
import dev.crosscheck.event.catalog.StatementMade;
import dev.crosscheck.event.catalog.TakeWritten;
import dev.crosscheck.event.comparison.PageChanged;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.ProviderReported;
import dev.crosscheck.event.pricing.QuoteReviewed;
import dev.crosscheck.event.pricing.UpdatesWithdrawn;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Every kind of event: the CloudEvents type that names it, the topic it travels on, the record it is read into. */
public enum EventType {
    MODEL_REPORTED("dev.crosscheck.catalog.model-reported.v1", Topics.CATALOG_UPDATES, ModelReported.class),
    BENCHMARK_DEFINED("dev.crosscheck.catalog.benchmark-defined.v1", Topics.CATALOG_UPDATES, BenchmarkDefined.class),
    SCORE_REPORTED("dev.crosscheck.catalog.score-reported.v1", Topics.CATALOG_UPDATES, ScoreReported.class),
    STATEMENT_MADE("dev.crosscheck.catalog.statement-made.v1", Topics.CATALOG_UPDATES, StatementMade.class),
    TAKE_WRITTEN("dev.crosscheck.catalog.take-written.v1", Topics.CATALOG_UPDATES, TakeWritten.class),
    SPELLING_LINKED("dev.crosscheck.catalog.spelling-linked.v1", Topics.CATALOG_UPDATES, SpellingLinked.class),
    PROVIDER_REPORTED("dev.crosscheck.pricing.provider-reported.v1", Topics.PRICE_UPDATES, ProviderReported.class),
    PRICE_REPORTED("dev.crosscheck.pricing.price-reported.v1", Topics.PRICE_UPDATES, PriceReported.class),
    QUOTE_REVIEWED("dev.crosscheck.pricing.quote-reviewed.v1", Topics.PRICE_UPDATES, QuoteReviewed.class),
    UPDATES_WITHDRAWN("dev.crosscheck.pricing.updates-withdrawn.v1", Topics.PRICE_UPDATES, UpdatesWithdrawn.class),
    MODEL_STATE("dev.crosscheck.catalog.model-state.v1", Topics.MODELS, ModelState.class),
    PRICE_SHEET("dev.crosscheck.pricing.price-sheet.v1", Topics.PRICE_SHEETS, PriceSheet.class),
    PAGE_CHANGED("dev.crosscheck.comparison.page-changed.v1", Topics.PAGE_CHANGES, PageChanged.class);

    private final String id;
    private final String topic;
    private final Class<?> body;

    EventType(String id, String topic, Class<?> body) {
        this.id = id;
        this.topic = topic;
        this.body = body;
    }

    /** The CloudEvents {@code type}. */
    public String id() {
        return id;
    }

    public String topic() {
        return topic;
    }

    public Class<?> body() {
        return body;
    }

    /** The class path of its JSON Schema: {@code /schemas/price-reported.v1.json}. */
    public String schemaResource() {
        return "/schemas/" + schemaName();
    }

    String schemaName() {
        return id.substring(id.indexOf('.', "dev.crosscheck.".length()) + 1) + ".json";
    }

    /** Whether the data team writes it; the others are written by the services themselves. */
    public boolean isInput() {
        return topic.equals(Topics.CATALOG_UPDATES) || topic.equals(Topics.PRICE_UPDATES);
    }

    /**
     * @throws IllegalArgumentException if the object is no event
     */
    public static EventType of(Object body) {
        return Arrays.stream(values())
                .filter(type -> type.body.isInstance(body))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "body: " + body.getClass().getName() + " (expected: the record of an event type)"));
    }

    public static Optional<EventType> find(String id) {
        return Arrays.stream(values()).filter(type -> type.id.equals(id)).findFirst();
    }

    public static List<EventType> on(String topic) {
        return Arrays.stream(values()).filter(type -> type.topic.equals(topic)).toList();
    }
}
