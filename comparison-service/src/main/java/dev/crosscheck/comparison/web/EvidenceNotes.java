package dev.crosscheck.comparison.web;

import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.FactNames;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the facts behind a page's claims in reading order. Claims that rest on the same facts share
 * a number. One instance serves one writing of one page.
 */
public final class EvidenceNotes {

    private final Map<String, Evidence> known;
    private final UnaryOperator<String> modelName;
    private final Map<List<String>, Note> notes = new LinkedHashMap<>();

    /**
     * @param known     the page's evidence by id
     * @param modelName the name of a model by its id
     */
    EvidenceNotes(Map<String, Evidence> known, UnaryOperator<String> modelName) {
        this.known = known;
        this.modelName = modelName;
    }

    /**
     * The facts behind one or more claims.
     *
     * @param number 1 for the first note of the page
     */
    public record Note(int number, List<Fact> facts) {
        public String id() {
            return "e" + number;
        }

        public String label() {
            return "Evidence " + number + ": " + facts.size() + (facts.size() == 1 ? " fact" : " facts");
        }
    }

    /**
     * One fact, ready to print.
     *
     * @param value    null if nobody has told us
     * @param link     where the source can be looked up; null if nowhere safe
     * @param eventId  the event that reported it; null if nothing is known
     */
    public record Fact(
            String model,
            String field,
            @Nullable String value,
            @Nullable String source,
            @Nullable String link,
            @Nullable String observedAt,
            @Nullable String validFrom,
            @Nullable String eventId) {}

    public Note of(Claim claim) {
        return of(claim.evidence());
    }

    Note of(List<String> evidence) {
        return notes.computeIfAbsent(evidence, ids -> {
            List<Fact> facts = new ArrayList<>();
            for (String id : ids) {
                Evidence fact = known.get(id);
                if (fact == null) {
                    throw new IllegalStateException("evidence: " + id + " is not on the page");
                }
                facts.add(fact(fact));
            }
            return new Note(notes.size() + 1, List.copyOf(facts));
        });
    }

    /** The same for facts that stand on no page, each with an id of its own. */
    Note ofAll(List<Evidence> facts) {
        return notes.computeIfAbsent(
                facts.stream().map(Evidence::id).toList(),
                _ -> new Note(notes.size() + 1, facts.stream().map(this::fact).toList()));
    }

    /** Every note asked for so far, in reading order. */
    public Collection<Note> all() {
        return notes.values();
    }

    private Fact fact(Evidence evidence) {
        String model = modelName.apply(evidence.model());
        String field = FactNames.of(evidence.field());
        Provenance provenance = evidence.provenance();
        if (provenance == null) {
            return new Fact(model, field, evidence.value(), null, null, null, null, null);
        }
        String url = provenance.source().url();
        return new Fact(
                model,
                field,
                evidence.value(),
                provenance.source().name(),
                url != null && Texts.isWebUrl(url) ? url : null,
                PageView.day(provenance.observedAt()),
                PageView.day(provenance.validFrom()),
                provenance.eventId());
    }
}
