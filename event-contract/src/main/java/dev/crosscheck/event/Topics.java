package dev.crosscheck.event;

import java.util.List;

/** The topics by name. A name ends in the major version of what it carries. */
public final class Topics {

    /** What the data team reports of models, benchmarks, scores, statements and editor's takes. */
    public static final String CATALOG_UPDATES = "catalog.updates.v1";

    /** What the data team reports of providers and prices, and what people decide on quotes. */
    public static final String PRICE_UPDATES = "pricing.price-updates.v1";

    /** The whole state of each model, compacted; the key is the model's id. */
    public static final String MODELS = "catalog.models.v1";

    /** Every offer of each model, compacted; the key is the model's id. */
    public static final String PRICE_SHEETS = "pricing.price-sheets.v1";

    /** What changed in substance on a comparison page; the key is the pair. */
    public static final String PAGE_CHANGES = "comparison.page-changes.v1";

    public static final String CATALOG_DEAD_LETTERS = "catalog.dead-letters.v1";
    public static final String PRICING_DEAD_LETTERS = "pricing.dead-letters.v1";
    public static final String COMPARISON_DEAD_LETTERS = "comparison.dead-letters.v1";

    /** Every topic there is, with how the broker keeps it. */
    public static final List<TopicSpec> ALL = List.of(
            new TopicSpec(CATALOG_UPDATES, TopicSpec.Keeping.RETAINED),
            new TopicSpec(PRICE_UPDATES, TopicSpec.Keeping.RETAINED),
            new TopicSpec(MODELS, TopicSpec.Keeping.COMPACTED),
            new TopicSpec(PRICE_SHEETS, TopicSpec.Keeping.COMPACTED),
            new TopicSpec(PAGE_CHANGES, TopicSpec.Keeping.RETAINED),
            new TopicSpec(CATALOG_DEAD_LETTERS, TopicSpec.Keeping.RETAINED),
            new TopicSpec(PRICING_DEAD_LETTERS, TopicSpec.Keeping.RETAINED),
            new TopicSpec(COMPARISON_DEAD_LETTERS, TopicSpec.Keeping.RETAINED));

    private Topics() {}
}
