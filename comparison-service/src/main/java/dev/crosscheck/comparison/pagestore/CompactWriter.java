package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.page.Block;
import dev.crosscheck.comparison.page.Cell;
import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.Outcome;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Row;
import dev.crosscheck.comparison.page.Section;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes one page as {@link CompactPage} says. */
final class CompactWriter {

    /** About what a page of two models comes to. */
    private static final int EXPECTED = 16_384;

    private final ByteSink out = new ByteSink(EXPECTED);
    private final Page page;
    private final List<Evidence> evidence;
    private final Map<String, Integer> places;
    private final List<Source> sources = new ArrayList<>();
    private final Map<Source, Integer> sourcePlaces = new HashMap<>();
    private final List<Provenance> provenances = new ArrayList<>();
    private final Map<Provenance, Integer> provenancePlaces = new HashMap<>();

    CompactWriter(Page page) {
        this.page = page;
        evidence = inOrder(page.evidence().values());
        places = HashMap.newHashMap(evidence.size());
        for (Evidence fact : evidence) {
            places.put(fact.id(), places.size());
            collect(fact.provenance());
        }
        page.sections().forEach(section -> section.blocks().forEach(this::collect));
    }

    static byte[] outcome(Outcome outcome) {
        ByteSink out = new ByteSink(256);
        out.oneByte(CompactPage.VERSION);
        write(out, outcome);
        return out.toBytes();
    }

    byte[] page() {
        out.oneByte(CompactPage.VERSION);
        out.number(page.models().size());
        for (Page.PageModel model : page.models()) {
            out.text(model.id());
            out.text(model.name());
        }
        out.text(page.title());
        write(out, page.outcome());
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
        claim(page.verdict());
        claims(page.summary());
        out.oneByte(page.reviewedOn() == null ? 0 : 1);
        if (page.reviewedOn() != null) {
            out.signed(page.reviewedOn().toEpochDay());
        }
        claimOrNull(page.oldestFact());
        out.number(page.sections().size());
        page.sections().forEach(this::section);
        return out.toBytes();
    }

    private static void write(ByteSink out, Outcome outcome) {
        out.oneByte(outcome.verdict().ordinal());
        out.textOrNull(outcome.winner());
        out.textOrNull(outcome.cheaper());
        out.number(outcome.blended().size());
        sorted(outcome.blended()).forEach((model, price) -> {
            out.text(model);
            out.text(price.toString());
        });
        out.number(outcome.monthlyCost().size());
        sorted(outcome.monthlyCost()).forEach((model, cost) -> {
            out.text(model);
            out.text(cost.toPlainString());
        });
        out.number(outcome.leaders().size());
        sorted(outcome.leaders()).forEach((benchmark, model) -> {
            out.text(benchmark);
            out.text(model);
        });
        out.number(outcome.missing().size());
        outcome.missing().forEach(out::text);
    }

    private static <T> Map<String, T> sorted(Map<String, T> map) {
        return map.size() < 2 ? map : new TreeMap<>(map);
    }

    /** Pages that were just made have their evidence in order already. */
    private static List<Evidence> inOrder(Collection<Evidence> evidence) {
        List<Evidence> facts = new ArrayList<>(evidence);
        for (int i = 1; i < facts.size(); i++) {
            if (facts.get(i - 1).id().compareTo(facts.get(i).id()) > 0) {
                facts.sort(Comparator.comparing(Evidence::id));
                return facts;
            }
        }
        return facts;
    }

    private void collect(Block block) {
        if (block instanceof Block.Opinion opinion) {
            opinion.sources().forEach(this::collect);
            collect(opinion.provenance());
        }
    }

    private void collect(@Nullable Provenance provenance) {
        if (provenance != null && provenancePlaces.putIfAbsent(provenance, provenances.size()) == null) {
            provenances.add(provenance);
            collect(provenance.source());
        }
    }

    private void collect(Source source) {
        if (sourcePlaces.putIfAbsent(source, sources.size()) == null) {
            sources.add(source);
        }
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
        for (int place = 0; place < page.models().size(); place++) {
            if (page.models().get(place).id().equals(id)) {
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

    private int place(Provenance provenance) {
        Integer place = provenancePlaces.get(provenance);
        if (place == null) {
            throw new IllegalStateException("event: " + provenance.eventId() + " (expected: one that was collected)");
        }
        return place;
    }

    private int place(Source source) {
        Integer place = sourcePlaces.get(source);
        if (place == null) {
            throw new IllegalStateException("source: " + source.id() + " (expected: one that was collected)");
        }
        return place;
    }

    private void claimOrNull(@Nullable Claim claim) {
        out.oneByte(claim == null ? 0 : 1);
        if (claim != null) {
            claim(claim);
        }
    }

    private void claims(List<Claim> claims) {
        out.number(claims.size());
        claims.forEach(this::claim);
    }

    private void claim(Claim claim) {
        out.text(claim.text());
        List<String> ids = claim.evidence();
        out.number(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            Integer place = places.get(ids.get(i));
            if (place == null) {
                throw new IllegalArgumentException(
                        "evidence: " + ids.get(i) + " (expected: one of the page's " + places.size() + " facts)");
            }
            out.number(place);
        }
    }

    private void section(Section section) {
        out.text(section.id());
        out.text(section.heading());
        out.number(section.blocks().size());
        section.blocks().forEach(this::block);
    }

    private void block(Block block) {
        switch (block) {
            case Block.Paragraph(List<Claim> sentences) -> {
                out.oneByte(CompactReader.PARAGRAPH);
                claims(sentences);
            }
            case Block.Points(String heading, List<Claim> points) -> {
                out.oneByte(CompactReader.POINTS);
                out.textOrNull(heading);
                claims(points);
            }
            case Block.Table(String caption, List<String> columns, List<Row> rows) -> {
                out.oneByte(CompactReader.TABLE);
                out.text(caption);
                out.number(columns.size());
                columns.forEach(out::text);
                out.number(rows.size());
                rows.forEach(this::row);
            }
            case Block.Questions(List<Block.Question> questions) -> {
                out.oneByte(CompactReader.QUESTIONS);
                out.number(questions.size());
                for (Block.Question question : questions) {
                    out.text(question.question());
                    claims(question.answer());
                }
            }
            case Block.Opinion(String markdown, String author, List<Source> behind, Provenance provenance) -> {
                out.oneByte(CompactReader.OPINION);
                out.text(markdown);
                out.text(author);
                out.number(behind.size());
                behind.forEach(source -> out.number(place(source)));
                out.number(place(provenance));
            }
        }
    }

    private void row(Row row) {
        out.text(row.label());
        for (Cell cell : row.cells()) {
            out.oneByte(cell.mark().ordinal());
            claim(cell.claim());
        }
        claimOrNull(row.note());
    }
}
