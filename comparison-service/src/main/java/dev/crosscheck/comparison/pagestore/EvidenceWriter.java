package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes facts with where they come from: each source and each event once. */
final class EvidenceWriter {

    private final ByteSink out;
    private final List<Page.PageModel> models;
    private final List<Source> sources = new ArrayList<>();
    private final Map<Source, Integer> sourcePlaces = new HashMap<>();
    private final List<Provenance> provenances = new ArrayList<>();
    private final Map<Provenance, Integer> provenancePlaces = new HashMap<>();

    /** @param models whose facts need not say so */
    EvidenceWriter(ByteSink out, List<Page.PageModel> models) {
        this.out = out;
        this.models = models;
    }

    /** Everything that is going to be named has to be collected before it is written. */
    void collect(@Nullable Provenance provenance) {
        if (provenance != null && provenancePlaces.putIfAbsent(provenance, provenances.size()) == null) {
            provenances.add(provenance);
            collect(provenance.source());
        }
    }

    void collect(Source source) {
        if (sourcePlaces.putIfAbsent(source, sources.size()) == null) {
            sources.add(source);
        }
    }

    /** The sources, the events and the facts, whose provenances were collected. */
    void write(List<Evidence> evidence) {
        out.number(sources.size());
        for (Source source : sources) {
            out.text(source.id());
            out.text(source.name());
            out.textOrNull(source.url());
        }
        out.number(provenances.size());
        provenances.forEach(this::write);
        out.number(evidence.size());
        evidence.forEach(this::evidence);
    }

    int place(Provenance provenance) {
        Integer place = provenancePlaces.get(provenance);
        if (place == null) {
            throw new IllegalStateException("event: " + provenance.eventId() + " (expected: one that was collected)");
        }
        return place;
    }

    int place(Source source) {
        Integer place = sourcePlaces.get(source);
        if (place == null) {
            throw new IllegalStateException("source: " + source.id() + " (expected: one that was collected)");
        }
        return place;
    }

    private void evidence(Evidence fact) {
        int model = modelPlace(fact.model());
        boolean plainId = isPlain(fact);
        out.oneByte((plainId ? CompactReader.PLAIN_ID : 0) | (fact.value() == null ? 0 : CompactReader.KNOWN));
        out.number(model + 1L);
        if (model < 0) {
            out.text(fact.model());
        }
        out.text(fact.field());
        if (!plainId) {
            out.text(fact.id());
        }
        if (fact.value() != null) {
            out.text(fact.value());
        }
        out.number(fact.provenance() == null ? 0 : place(fact.provenance()) + 1L);
    }

    /** Nearly every id is the model's with the field behind it. */
    private static boolean isPlain(Evidence fact) {
        String id = fact.id();
        int slash = fact.model().length();
        return id.length() == slash + 1 + fact.field().length()
                && id.startsWith(fact.model())
                && id.charAt(slash) == '/'
                && id.endsWith(fact.field());
    }

    private int modelPlace(String id) {
        for (int place = 0; place < models.size(); place++) {
            if (models.get(place).id().equals(id)) {
                return place;
            }
        }
        return -1;
    }

    private void write(Provenance provenance) {
        boolean sameTime = provenance.validFrom().equals(provenance.observedAt());
        byte[] event = EventIds.packed(provenance.eventId());
        out.oneByte((sameTime ? CompactReader.SAME_TIME : 0)
                | (provenance.correction() ? CompactReader.CORRECTION : 0)
                | (event == null ? 0 : CompactReader.PACKED_EVENT));
        out.number(place(provenance.source()));
        instant(provenance.observedAt());
        if (!sameTime) {
            instant(provenance.validFrom());
        }
        if (event == null) {
            out.text(provenance.eventId());
        } else {
            out.raw(event);
        }
    }

    private void instant(Instant instant) {
        out.signed(instant.getEpochSecond());
        out.number(instant.getNano());
    }
}
