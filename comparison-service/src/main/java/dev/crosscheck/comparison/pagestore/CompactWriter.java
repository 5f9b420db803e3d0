package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.page.Block;
import dev.crosscheck.comparison.page.Cell;
import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Outcome;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Row;
import dev.crosscheck.comparison.page.Section;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes one page as {@link CompactPage} says. */
final class CompactWriter {

    /** About what a page of two models comes to. */
    private static final int EXPECTED = 12_288;

    private final ByteSink out = new ByteSink(EXPECTED);
    private final Words words;
    private final Page page;
    private final List<ModelFacts> facts;
    private final EvidenceWriter evidence;

    private final FactsOnPage onPage;

    CompactWriter(Page page, List<ModelFacts> facts) {
        this.page = page;
        this.facts = facts;
        if (!facts.isEmpty() && facts.size() != page.models().size()) {
            throw new IllegalArgumentException("facts: of " + facts.size() + " models (expected: of "
                    + page.models().size() + ", or of none)");
        }
        words = new Words(out, page.models().stream().map(Page.PageModel::name).toList());
        evidence = new EvidenceWriter(out, page.models());
        onPage = new FactsOnPage(page, facts);
        onPage.others().forEach(fact -> evidence.collect(fact.provenance()));
        page.sections().forEach(section -> section.blocks().forEach(this::collect));
    }

    /** An outcome without its page, after its version. */
    static byte[] outcome(int version, Outcome outcome) {
        ByteSink out = new ByteSink(256);
        out.oneByte(version);
        write(out, outcome);
        return out.toBytes();
    }

    /** What tells these facts from all others. */
    static byte[] facts(ModelFacts facts) {
        ByteSink out = new ByteSink(EXPECTED);
        EvidenceWriter evidence = new EvidenceWriter(out, List.of());
        facts.evidence().forEach(fact -> evidence.collect(fact.provenance()));
        evidence.write(facts.evidence());
        for (Claim claim : facts.claims()) {
            out.text(claim.text());
            out.number(claim.evidence().size());
            claim.evidence().forEach(out::text);
        }
        return out.toBytes();
    }

    byte[] page() {
        out.oneByte(CompactPage.VERSION);
        out.number(facts.size());
        facts.forEach(known -> out.raw(known.fingerprint()));
        out.number(page.models().size());
        for (Page.PageModel model : page.models()) {
            out.text(model.id());
            out.text(model.name());
        }
        words.text(page.title());
        write(out, page.outcome());
        for (BitSet ofModel : onPage.ofModels()) {
            byte[] bits = ofModel.toByteArray();
            out.number(bits.length);
            out.raw(bits);
        }
        evidence.write(onPage.others());
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
        return map.size() < 2 || map instanceof SortedMap<String, T> ? map : new TreeMap<>(map);
    }

    private void collect(Block block) {
        if (block instanceof Block.Opinion opinion) {
            opinion.sources().forEach(evidence::collect);
            evidence.collect(opinion.provenance());
        }
    }

    /** No claim has an empty text. */
    private void claimOrNull(@Nullable Claim claim) {
        if (claim == null) {
            words.text("");
        } else {
            claim(claim);
        }
    }

    private void claims(List<Claim> claims) {
        out.number(claims.size());
        for (int i = 0; i < claims.size(); i++) {
            claim(claims.get(i));
        }
    }

    private void claim(Claim claim) {
        List<String> ids = claim.evidence();
        int first = onPage.place(ids.get(0));
        if (isWrittenAsTheModels(claim, first)) {
            return;
        }
        words.text(claim.text());
        out.number(ids.size());
        out.number(first);
        for (int i = 1; i < ids.size(); i++) {
            out.number(onPage.place(ids.get(i)));
        }
    }

    /** A claim that one of the models brings along is named by its place, in place of a text. */
    private boolean isWrittenAsTheModels(Claim claim, int firstFact) {
        int model = onPage.model(firstFact);
        int place = model < 0 ? -1 : facts.get(model).place(claim, onPage.placeInModel(firstFact));
        if (place < 0) {
            return false;
        }
        words.none();
        out.number(place * (long) facts.size() + model);
        return true;
    }

    private void section(Section section) {
        words.text(section.id());
        words.text(section.heading());
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
                words.textOrNull(heading);
                claims(points);
            }
            case Block.Table(String caption, List<String> columns, List<Row> rows) -> {
                out.oneByte(CompactReader.TABLE);
                words.text(caption);
                out.number(columns.size());
                columns.forEach(words::text);
                out.number(rows.size());
                rows.forEach(this::row);
            }
            case Block.Questions(List<Block.Question> questions) -> {
                out.oneByte(CompactReader.QUESTIONS);
                out.number(questions.size());
                for (Block.Question question : questions) {
                    words.text(question.question());
                    claims(question.answer());
                }
            }
            case Block.Opinion(String markdown, String author, List<Source> behind, Provenance provenance) -> {
                out.oneByte(CompactReader.OPINION);
                words.text(markdown);
                words.text(author);
                out.number(behind.size());
                behind.forEach(source -> out.number(evidence.place(source)));
                out.number(evidence.place(provenance));
            }
        }
    }

    private void row(Row row) {
        words.text(row.label());
        List<Cell> cells = row.cells();
        for (int column = 0; column < cells.size(); column++) {
            out.oneByte(cells.get(column).mark().ordinal());
            claim(cells.get(column).claim());
        }
        claimOrNull(row.note());
    }
}
