package dev.crosscheck.publisher.summary;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.publisher.source.Note;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of an import, kind by kind. For each kind, accepted, unchanged, duplicate, late, waiting,
 * held, refused and unanswered add up to the entries in the file.
 */
public final class ImportReport {

    private static final int SHOWN = 20;

    private final String batch;
    private final boolean ofHistory;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<Instant, String> massChanges = new LinkedHashMap<>();

    private ImportReport(String batch, boolean ofHistory) {
        this.batch = batch;
        this.ofHistory = ofHistory;
    }

    /** @param batch the beginning of the names of its batches, one for each kind */
    public ImportReport(String batch) {
        this(batch, false);
    }

    /** A report of a replay, in which "no news" counts the changes of which our events can say nothing. */
    public static ImportReport ofHistory(String batch) {
        return new ImportReport(batch, true);
    }

    public String batch() {
        return batch;
    }

    /** The row of a kind; a new one the first time. */
    public Row row(String kind) {
        return rows.computeIfAbsent(kind, name -> new Row(batch + "-" + name));
    }

    /** Whether the services have taken everything. */
    public boolean isComplete() {
        return isCompleteSoFar(rows.keySet());
    }

    /** Whether the services have taken everything of these kinds. */
    public boolean isCompleteSoFar(Collection<String> kinds) {
        return kinds.stream().allMatch(kind -> row(kind).unanswered() == 0);
    }

    /** Entries that were refused, by the mapping or by a service. */
    public long refused() {
        return rows.values().stream().mapToLong(Row::refused).sum();
    }

    /** Whether far more was touched than usual. */
    public boolean hasMassChange() {
        return !massChanges.isEmpty();
    }

    /** Whether some of it is held until a person has looked at it. */
    public boolean hasHeld() {
        return rows.values().stream().anyMatch(row -> row.part != null && row.part.hasHeld());
    }

    /**
     * Far more was touched than usual.
     *
     * @param at   when, as the source says
     * @param told what was met, what was expected, and what became of it
     */
    public void massChange(Instant at, String told) {
        massChanges.put(at, told);
    }

    /** One kind of entries. */
    public static final class Row {

        private final String batch;
        private final List<String> refusedHere = new ArrayList<>();
        private final Map<Note.Kind, Map<String, Counted>> notes = new TreeMap<>();
        private long refusedCount;
        private long mapped;
        private long resolved;
        private long withoutNews;
        private long inMass;
        private BatchReport.@Nullable Part part;

        private Row(String batch) {
            this.batch = batch;
        }

        /** The batch under which the kind is published. */
        public String batch() {
            return batch;
        }

        /** An entry can be no event. */
        public void refuse(String reason) {
            if (refusedCount++ < SHOWN) {
                refusedHere.add(reason);
            }
        }

        /** An entry is an event. */
        public void map(boolean isResolved) {
            mapped++;
            if (isResolved) {
                resolved++;
            }
        }

        /** An entry says nothing that our events could say. */
        public void pass() {
            withoutNews++;
        }

        /** An entry is one of very many that change at once. */
        public void touchInMass() {
            inMass++;
        }

        long inFile() {
            return mapped + refusedCount + withoutNews;
        }

        public void note(Note note) {
            notes.computeIfAbsent(note.kind(), _ -> new TreeMap<>())
                    .merge(note.what(), new Counted(1, note.where()), Counted::plus);
        }

        /** What the service says of it. */
        public void became(BatchReport.Part said) {
            part = said;
        }

        /** Entries that are events. */
        public long mapped() {
            return mapped;
        }

        /** Events of which upstream does not say which model they are of. */
        public long unresolved() {
            return mapped - resolved;
        }

        long unanswered() {
            return part == null ? mapped : part.unanswered();
        }

        long refused() {
            return refusedCount + outcomes().of(Outcome.REFUSED);
        }

        long dropped() {
            return notes.getOrDefault(Note.Kind.DROPPED, Map.of()).values().stream()
                    .mapToLong(Counted::count)
                    .sum();
        }

        private Outcomes outcomes() {
            return part == null ? Outcomes.NONE : part.outcomes();
        }
    }

    /** @param example the first entry it happened to */
    private record Counted(long count, String example) {
        Counted plus(Counted other) {
            return new Counted(count + other.count, example);
        }
    }

    /** @param sent whether anything was sent, so that the services could have answered */
    public void print(PrintWriter out, boolean json, boolean sent) {
        if (json) {
            out.println(new String(EventJson.write(document()), StandardCharsets.UTF_8));
        } else {
            printText(out, sent);
        }
        out.flush();
    }

    private void printText(PrintWriter out, boolean sent) {
        out.print(table(sent ? "unanswered" : "not sent"));
        massChanges.forEach((at, told) -> out.println(at + " " + told));
        rows.forEach((kind, row) -> {
            row.notes.forEach((noteKind, counted) -> counted.forEach((what, count) -> out.println(words(noteKind) + " "
                    + kind + ": " + count.count() + " × " + what + ", first " + count.example())));
            Grouped.lines("refused " + kind, row.refusedHere).forEach(out::println);
            BatchReport.Part part = row.part;
            if (part != null) {
                part.print(out, row.batch);
            }
        });
    }

    private static String words(Note.Kind kind) {
        return switch (kind) {
            case DROPPED -> "dropped from";
            case REPAIRED -> "repaired in";
            case NOT_CURATED -> "not known of";
        };
    }

    private Table table(String unanswered) {
        List<String> heads = new ArrayList<>(List.of("", "in file", "resolved"));
        if (ofHistory) {
            heads.add("no news");
        }
        heads.addAll(List.of(
                "accepted",
                "unchanged",
                "duplicate",
                "late",
                "waiting",
                "held",
                "refused",
                unanswered,
                "dropped parts"));
        Table table = new Table(heads.toArray(String[]::new));
        rows.forEach((kind, row) -> {
            Outcomes of = row.outcomes();
            List<Object> cells = new ArrayList<>(List.of(kind, row.inFile(), row.resolved));
            if (ofHistory) {
                cells.add(row.withoutNews);
            }
            cells.addAll(List.of(
                    of.of(Outcome.ACCEPTED),
                    of.of(Outcome.UNCHANGED),
                    of.of(Outcome.DUPLICATE),
                    of.of(Outcome.LATE),
                    of.of(Outcome.WAITING),
                    of.of(Outcome.QUARANTINED),
                    row.refused(),
                    row.unanswered(),
                    row.dropped()));
            table.row(cells.toArray());
        });
        return table;
    }

    private Map<String, Object> document() {
        Map<String, Object> kinds = new LinkedHashMap<>();
        rows.forEach((kind, row) -> {
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("batch", row.batch);
            of.put("inFile", row.inFile());
            of.put("resolved", row.resolved);
            if (ofHistory) {
                of.put("noNews", row.withoutNews);
            }
            for (Outcome outcome : Outcome.values()) {
                of.put(
                        outcome.id(),
                        outcome == Outcome.REFUSED
                                ? row.refused()
                                : row.outcomes().of(outcome));
            }
            of.put("unanswered", row.unanswered());
            of.put("droppedParts", row.dropped());
            of.put("inMassChanges", row.inMass);
            of.put("notes", row.notes);
            of.put("refusedReasons", row.refusedHere);
            kinds.put(kind, of);
        });
        return Map.of("batch", batch, "massChanges", massChanges, "kinds", kinds);
    }
}
