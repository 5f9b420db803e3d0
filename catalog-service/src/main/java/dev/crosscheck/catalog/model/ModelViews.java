package dev.crosscheck.catalog.model;

import dev.crosscheck.event.EventJson;
import io.micronaut.serde.annotation.Serdeable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The forms of the answers about models. */
final class ModelViews {

    /** @param next the {@code after} of the next page; null if this is the last */
    @Serdeable
    record ModelPage(List<ModelSummary> items, @Nullable String next) {}

    @Serdeable
    record ModelSummary(
            String id, @Nullable String name, @Nullable String maker, long revision) {}

    /** @param next the {@code after} of the next page; null if this is the last */
    @Serdeable
    record HistoryPage(
            List<HistoryEntryView> items, @Nullable Long next) {}

    /**
     * @param kind     fact, score, statement or take
     * @param item     a field's id; a benchmark with a setting; the id of a statement or take
     * @param decision new, change, correction, retraction or late
     * @param correction whether its publisher marked it as one: the source was wrong, the world is as it was
     * @param value    of a fact; null if it was taken back
     * @param content  of anything else; null if it was taken back
     */
    @Serdeable
    record HistoryEntryView(
            long id,
            String kind,
            String item,
            String decision,
            boolean correction,
            @Nullable String value,
            @Nullable Map<String, Object> content,
            SourceView source,
            Instant observedAt,
            Instant validFrom,
            Instant recordedAt,
            String event) {}

    @Serdeable
    record SourceView(String id, String name, @Nullable String url) {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> json(String content) {
        return EventJson.read(content.getBytes(StandardCharsets.UTF_8), Map.class);
    }

    private ModelViews() {}
}
