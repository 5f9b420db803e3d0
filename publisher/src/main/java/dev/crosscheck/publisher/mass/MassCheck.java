package dev.crosscheck.publisher.mass;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.publisher.send.Previews;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether prices that are about to be published change far more of their source's offers than a person would expect
 * at once. The running system is asked: what it holds, and what it would make of them.
 */
public final class MassCheck {

    private static final int PORTION = 1_000;

    private final Previews previews;
    private final MassThresholds thresholds;
    private final List<Previews.Keyed> portion = new ArrayList<>();
    private final Set<String> portionIds = new HashSet<>();
    private final Map<String, Set<String>> changedBySource = new TreeMap<>();
    private long looked;

    public MassCheck(Previews previews, MassThresholds thresholds) {
        this.previews = previews;
        this.thresholds = thresholds;
    }

    /** Looks at one of the prices; the system is asked for many at once. */
    public void look(EventMeta meta, PriceReported price) {
        looked++;
        portionIds.add(meta.id());
        portion.add(new Previews.Keyed(EventCodec.keyOf(price), EventJson.write(EventCodec.structured(meta, price))));
        if (portion.size() == PORTION) {
            ask();
        }
    }

    /**
     * Why prices should be looked at by a person first, by the id of their event. Those that say nothing new, and
     * those of new offers, are not among them.
     */
    public Map<String, String> found() {
        if (looked < thresholds.offers()) {
            return Map.of();
        }
        ask();
        Map<String, String> found = new HashMap<>();
        changedBySource.forEach((source, changed) -> {
            if (changed.size() >= thresholds.offers()) {
                thresholds
                        .doubt(changed.size(), listed(source), OptionalLong.empty())
                        .ifPresent(doubt -> changed.forEach(event -> found.put(event, doubt)));
            }
        });
        return found;
    }

    private void ask() {
        if (portion.isEmpty()) {
            return;
        }
        previews.updates(Topics.PRICE_UPDATES, portion, _ -> {}).forEach(state -> {
            PriceSheet after = EventJson.bind(state, PriceSheet.class);
            PriceSheet before = previews.sheet(after.model()).orElse(null);
            SourceOffers.changed(before, after, portionIds)
                    .forEach((key, event) -> changedBySource
                            .computeIfAbsent(key.source(), _ -> new TreeSet<>())
                            .add(event));
        });
        portion.clear();
        portionIds.clear();
    }

    /** How many offers the system has of a source. Seldom asked: only for a source that changes many. */
    private long listed(String source) {
        return previews.models().stream()
                .flatMap(model -> previews.sheet(model).stream())
                .flatMap(sheet -> SourceOffers.of(sheet).keySet().stream())
                .filter(key -> key.source().equals(source))
                .count();
    }
}
