package dev.crosscheck.comparison.pagestore;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.comparison.page.Block;
import dev.crosscheck.comparison.page.Cell;
import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.Outcome;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Row;
import dev.crosscheck.comparison.page.Section;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one page as {@link CompactPage} says. */
final class CompactReader {

    /** Of evidence: the id is the model's, a slash, and the field. */
    static final int PLAIN_ID = 1;

    /** Of evidence: there is a value. */
    static final int KNOWN = 2;

    /** Of a provenance: it was true from when it was observed. */
    static final int SAME_TIME = 1;

    static final int CORRECTION = 2;

    /** Of a provenance: the event's id is {@link EventIds packed}. */
    static final int PACKED_EVENT = 4;

    static final int PARAGRAPH = 0;
    static final int POINTS = 1;
    static final int TABLE = 2;
    static final int QUESTIONS = 3;
    static final int OPINION = 4;

    private static final Outcome.Verdict[] VERDICTS = Outcome.Verdict.values();
    private static final Cell.Mark[] MARKS = Cell.Mark.values();

    private final ByteSource in;
    private final List<ModelFacts> facts;
    private List<Page.PageModel> models = List.of();
    private List<Source> sources = List.of();
    private List<Provenance> provenances = List.of();

    /** As bytes stand for them. */
    private List<byte[]> names = List.of();

    /** Of what the page rests on beside the facts of its models. */
    private final List<String> others = new ArrayList<>();

    /** Places below this are those of the models' facts. */
    private final int ofModelsBelow;

    /** @throws IllegalArgumentException if the bytes are of another form or refer to other facts */
    CompactReader(byte[] bytes, List<ModelFacts> facts) {
        in = new ByteSource(bytes);
        version(in, "a page", CompactPage.VERSION);
        this.facts = facts.subList(0, in.index(facts.size() + 1));
        for (ModelFacts known : this.facts) {
            byte[] fingerprint = in.raw(ModelFacts.FINGERPRINT_BYTES);
            if (!Arrays.equals(fingerprint, known.fingerprint())) {
                throw in.damaged("facts " + HexFormat.of().formatHex(fingerprint), known.toString());
            }
        }
        ofModelsBelow = FactsOnPage.ofModelsBelow(this.facts);
    }

    /** An outcome without its page. */
    static Outcome outcome(int version, byte[] bytes) {
        ByteSource in = new ByteSource(bytes);
        version(in, "an outcome", version);
        Outcome outcome = outcome(in);
        in.end();
        return outcome;
    }

    Page page() {
        try {
            models = in.list(() -> new Page.PageModel(in.text(), in.text()));
            names = models.stream()
                    .limit(Words.MOST_NAMES)
                    .map(model -> model.name().getBytes(UTF_8))
                    .toList();
            String title = words();
            Outcome outcome = outcome(in);
            Map<String, Evidence> evidence = allEvidence();
            Claim verdict = claim();
            List<Claim> summary = claims();
            LocalDate reviewedOn = in.oneByte() == 0 ? null : LocalDate.ofEpochDay(in.signed());
            Claim oldestFact = claimOrNull();
            Page page = new Page(
                    models,
                    title,
                    verdict,
                    summary,
                    reviewedOn,
                    oldestFact,
                    outcome,
                    in.list(this::section),
                    Collections.unmodifiableMap(evidence));
            in.end();
            return page;
        } catch (DateTimeException | NumberFormatException | InvalidEventException e) {
            throw new IllegalArgumentException("page: " + e.getMessage() + " (expected: what a page holds)", e);
        }
    }

    private static void version(ByteSource in, String what, int expected) {
        int version = in.oneByte();
        if (version != expected) {
            throw new IllegalArgumentException("form of " + what + ": " + version + " (expected: " + expected + ")");
        }
    }

    /** In order of ids, as a page has it. */
    private Map<String, Evidence> allEvidence() {
        List<Evidence> rests = new ArrayList<>();
        for (ModelFacts known : facts) {
            BitSet used = BitSet.valueOf(in.raw(in.index(known.evidence().size() / 8 + 2)));
            for (int place = 0; place < known.evidence().size(); place++) {
                Evidence fact = known.evidence().get(place);
                if (used.get(place)) {
                    rests.add(fact);
                }
            }
        }
        sources = in.list(() -> new Source(in.text(), in.text(), in.textOrNull()));
        provenances = in.list(this::provenance);
        for (Evidence fact : in.list(this::evidence)) {
            others.add(fact.id());
            rests.add(fact);
        }
        // Runs that are in order by themselves: sorting is little more than laying them together.
        rests.sort(Comparator.comparing(Evidence::id));
        Map<String, Evidence> byId = LinkedHashMap.newLinkedHashMap(rests.size());
        rests.forEach(fact -> byId.put(fact.id(), fact));
        return byId;
    }

    private static Outcome outcome(ByteSource in) {
        return new Outcome(
                VERDICTS[in.index(VERDICTS.length)],
                in.textOrNull(),
                in.textOrNull(),
                map(in, UsdPerMtok::of),
                map(in, BigDecimal::new),
                map(in, Function.identity()),
                in.list(in::text));
    }

    private static <T> Map<String, T> map(ByteSource in, Function<String, T> value) {
        Map<String, T> map = new LinkedHashMap<>();
        in.list(() -> Map.entry(in.text(), value.apply(in.text())))
                .forEach(entry -> map.put(entry.getKey(), entry.getValue()));
        return Collections.unmodifiableMap(map);
    }

    private Evidence evidence() {
        int flags = in.oneByte();
        int place = in.index(models.size() + 1);
        String model = place == 0 ? in.text() : models.get(place - 1).id();
        String field = in.text();
        String id = (flags & PLAIN_ID) != 0 ? model + "/" + field : in.text();
        String value = (flags & KNOWN) != 0 ? in.text() : null;
        int provenance = in.index(provenances.size() + 1);
        return new Evidence(id, model, field, value, provenance == 0 ? null : provenances.get(provenance - 1));
    }

    private Provenance provenance() {
        int flags = in.oneByte();
        Source source = source();
        Instant observedAt = instant();
        Instant validFrom = (flags & SAME_TIME) != 0 ? observedAt : instant();
        String event = (flags & PACKED_EVENT) != 0 ? EventIds.unpacked(in.raw(EventIds.PACKED_BYTES)) : in.text();
        return new Provenance(source, observedAt, validFrom, event, (flags & CORRECTION) != 0);
    }

    private Source source() {
        return sources.get(in.index(sources.size()));
    }

    private Instant instant() {
        return Instant.ofEpochSecond(in.signed(), in.number());
    }

    /** An empty text is that of no claim. */
    private @Nullable Claim claimOrNull() {
        return in.isEnd() ? null : claim();
    }

    private List<Claim> claims() {
        return in.list(this::claim);
    }

    /** Without a text it is one that a model brings along. */
    private Claim claim() {
        return in.isNone() ? claimOfModel() : new Claim(words(), in.list(this::id));
    }

    private Claim claimOfModel() {
        int place = in.index(Integer.MAX_VALUE);
        ModelFacts known = model(place);
        List<Claim> claims = known.claims();
        if (place / facts.size() >= claims.size()) {
            throw in.damaged("claim " + place, "one of " + claims.size() + " of " + known);
        }
        return claims.get(place / facts.size());
    }

    private String id() {
        int place = in.index(ofModelsBelow + others.size());
        if (place >= ofModelsBelow) {
            return others.get(place - ofModelsBelow);
        }
        ModelFacts known = model(place);
        List<Evidence> evidence = known.evidence();
        if (place / facts.size() >= evidence.size()) {
            throw in.damaged("fact " + place, "one of " + evidence.size() + " of " + known);
        }
        return evidence.get(place / facts.size()).id();
    }

    private ModelFacts model(int place) {
        if (facts.isEmpty()) {
            throw in.damaged("place " + place + " among what models bring along", "facts of models");
        }
        return facts.get(place % facts.size());
    }

    private String words() {
        return in.words(names);
    }

    private Section section() {
        return new Section(words(), words(), in.list(this::block));
    }

    private Block block() {
        int kind = in.oneByte();
        return switch (kind) {
            case PARAGRAPH -> new Block.Paragraph(claims());
            case POINTS -> new Block.Points(in.wordsOrNull(names), claims());
            case TABLE -> table();
            case QUESTIONS -> new Block.Questions(in.list(() -> new Block.Question(words(), claims())));
            case OPINION ->
                new Block.Opinion(
                        words(), words(), in.list(this::source), provenances.get(in.index(provenances.size())));
            default -> throw in.damaged("block of kind " + kind, "0 to " + OPINION);
        };
    }

    private Block.Table table() {
        String caption = words();
        List<String> columns = in.list(this::words);
        return new Block.Table(caption, columns, in.list(() -> row(columns.size())));
    }

    private Row row(int columns) {
        String label = words();
        List<Cell> cells = new ArrayList<>(columns);
        for (int column = 0; column < columns; column++) {
            Cell.Mark mark = MARKS[in.index(MARKS.length)];
            cells.add(new Cell(claim(), mark));
        }
        return new Row(label, cells, claimOrNull());
    }
}
