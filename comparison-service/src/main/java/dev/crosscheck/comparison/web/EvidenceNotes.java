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

    /** Longer lists name their facts; each fact is printed in full once. */
    private static final int FULL = 4;

    private final Map<String, Evidence> known;
    private final UnaryOperator<String> modelName;
    private final Map<List<String>, Note> notes = new LinkedHashMap<>();
    private int ids;
    private int numbers;

    /**
     * @param known     the page's evidence by id
     * @param modelName the name of a model by its id
     */
    EvidenceNotes(Map<String, Evidence> known, UnaryOperator<String> modelName) {
        this.known = known;
        this.modelName = modelName;
    }

    /** The facts behind one or more claims. */
    public static final class Note {

        private final String id;
        private final List<Fact> facts;
        private final List<Note> parts;
        private int number;

        private Note(String id, List<Fact> facts, List<Note> parts) {
            this.id = id;
            this.facts = facts;
            this.parts = parts;
        }

        /** Unique on the page. */
        public String id() {
            return id;
        }

        /** 1 for the first that a claim refers to; 0 if it is only part of others. */
        public int number() {
            return number;
        }

        /** All of them; none if there are many. */
        public List<Fact> facts() {
            return facts;
        }

        /** A note for each of many facts, which may be part of others too. */
        public List<Note> parts() {
            return parts;
        }

        /** Every fact, whether it stands here or in a note of its own. */
        List<Fact> inFull() {
            return parts.isEmpty()
                    ? facts
                    : parts.stream().flatMap(part -> part.facts.stream()).toList();
        }

        public String label() {
            int count = facts.size() + parts.size();
            return "Evidence" + (number == 0 ? "" : " " + number) + ": " + count + (count == 1 ? " fact" : " facts");
        }
    }

    /**
     * One fact, ready to print.
     *
     * @param value    null if nobody has told us
     * @param link     where the source can be looked up; null if nowhere safe
     * @param eventId  the event that reported it; null if nothing is known
     * @param correction whether it took back an earlier word of the source
     */
    public record Fact(
            String model,
            String field,
            @Nullable String value,
            @Nullable String source,
            @Nullable String link,
            @Nullable String observedAt,
            @Nullable String validFrom,
            @Nullable String eventId,
            boolean correction) {}

    public Note of(Claim claim) {
        return of(claim.evidence());
    }

    Note of(List<String> evidence) {
        Note held = notes.get(evidence);
        if (held == null) {
            List<Evidence> facts = new ArrayList<>(evidence.size());
            for (String id : evidence) {
                Evidence fact = known.get(id);
                if (fact == null) {
                    throw new IllegalStateException("evidence: " + id + " is not on the page");
                }
                facts.add(fact);
            }
            held = add(evidence, facts);
        }
        return numbered(held);
    }

    /** The same for facts that stand on no page, each with an id of its own. */
    Note ofAll(List<Evidence> facts) {
        return numbered(unnumbered(facts));
    }

    private Note unnumbered(List<Evidence> facts) {
        List<String> ids = facts.stream().map(Evidence::id).toList();
        Note held = notes.get(ids);
        return held == null ? add(ids, facts) : held;
    }

    private Note add(List<String> ids, List<Evidence> facts) {
        Note note = facts.size() <= FULL
                ? new Note(nextId(), facts.stream().map(this::fact).toList(), List.of())
                : new Note(
                        nextId(),
                        List.of(),
                        facts.stream().map(fact -> unnumbered(List.of(fact))).toList());
        notes.put(ids, note);
        return note;
    }

    private String nextId() {
        return "e" + ++ids;
    }

    private Note numbered(Note note) {
        if (note.number == 0) {
            note.number = ++numbers;
        }
        return note;
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
            return new Fact(model, field, evidence.value(), null, null, null, null, null, false);
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
                provenance.eventId(),
                provenance.correction());
    }
}
