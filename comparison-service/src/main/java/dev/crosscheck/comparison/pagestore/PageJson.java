package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.page.Block;
import dev.crosscheck.comparison.page.Cell;
import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.Outcome;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.PastMoment;
import dev.crosscheck.comparison.page.Row;
import dev.crosscheck.comparison.page.Section;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A page as JSON, in its one canonical form: what is stored, what its digest is taken of, what readers
 * of JSON get.
 *
 * <p>Every claim stands once in {@code claims}, with its text, its evidence and the section it belongs
 * to; blocks refer to claims by index. Evidence ids lead into {@code evidence}. There is no space
 * between tokens, every key stands in a fixed place, and maps are sorted, so that equal pages have
 * equal bytes.
 */
public final class PageJson {

    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    /** The section of the claims that stand above the sections. */
    static final String HEADER = "header";

    public static byte[] write(Page page) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(32_768);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            new PageJson(json).page(page);
        }
        return bytes.toByteArray();
    }

    /**
     * A page of the past: the same, with the moment it shows before all else.
     *
     * @param today where the comparison of now is
     */
    public static byte[] write(Page page, PastMoment moment, String today) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(32_768);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            if (moment.asOf() != null) {
                json.writeStringProperty("asOf", moment.asOf().toString());
            }
            if (moment.knownAt() != null) {
                json.writeStringProperty("knownAt", moment.knownAt().toString());
            }
            json.writeStringProperty("notice", moment.notice());
            json.writeStringProperty("today", today);
            new PageJson(json).content(page);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** What a page decided, in the form it has inside the page. */
    public static byte[] write(Outcome outcome) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            new PageJson(json).outcome(outcome);
        }
        return bytes.toByteArray();
    }

    private record Placed(Claim claim, String section) {}

    private final JsonGenerator json;
    private final List<Placed> claims = new ArrayList<>(256);
    private String section = HEADER;

    private PageJson(JsonGenerator json) {
        this.json = json;
    }

    private void page(Page page) {
        json.writeStartObject();
        content(page);
        json.writeEndObject();
    }

    private void content(Page page) {
        json.writeArrayPropertyStart("models");
        for (Page.PageModel model : page.models()) {
            json.writeStartObject();
            json.writeStringProperty("id", model.id());
            json.writeStringProperty("name", model.name());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringProperty("title", page.title());
        claim("verdict", page.verdict());
        claims("summary", page.summary());
        text("reviewedOn", page.reviewedOn() == null ? null : page.reviewedOn().toString());
        if (page.oldestFact() != null) {
            claim("oldestFact", page.oldestFact());
        }
        json.writeName("outcome");
        outcome(page.outcome());
        json.writeArrayPropertyStart("sections");
        page.sections().forEach(this::section);
        json.writeEndArray();
        json.writeArrayPropertyStart("claims");
        claims.forEach(this::claim);
        json.writeEndArray();
        json.writeObjectPropertyStart("evidence");
        new TreeMap<>(page.evidence()).values().forEach(this::evidence);
        json.writeEndObject();
    }

    private void outcome(Outcome outcome) {
        json.writeStartObject();
        json.writeStringProperty("verdict", lowerCase(outcome.verdict()));
        text("winner", outcome.winner());
        text("cheaper", outcome.cheaper());
        json.writeObjectPropertyStart("blended");
        new TreeMap<>(outcome.blended()).forEach((model, price) -> json.writeStringProperty(model, price.toString()));
        json.writeEndObject();
        json.writeObjectPropertyStart("monthlyCost");
        new TreeMap<>(outcome.monthlyCost())
                .forEach((model, cost) -> json.writeStringProperty(model, cost.toPlainString()));
        json.writeEndObject();
        json.writeObjectPropertyStart("leaders");
        new TreeMap<>(outcome.leaders()).forEach(json::writeStringProperty);
        json.writeEndObject();
        texts("missing", outcome.missing());
        json.writeEndObject();
    }

    private void section(Section section) {
        this.section = section.id();
        json.writeStartObject();
        json.writeStringProperty("id", section.id());
        json.writeStringProperty("heading", section.heading());
        json.writeArrayPropertyStart("blocks");
        section.blocks().forEach(this::block);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void block(Block block) {
        json.writeStartObject();
        switch (block) {
            case Block.Paragraph(List<Claim> sentences) -> {
                json.writeStringProperty("type", "paragraph");
                claims("claims", sentences);
            }
            case Block.Points(String heading, List<Claim> points) -> {
                json.writeStringProperty("type", "points");
                text("heading", heading);
                claims("claims", points);
            }
            case Block.Table(String caption, List<String> columns, List<Row> rows) -> {
                json.writeStringProperty("type", "table");
                json.writeStringProperty("caption", caption);
                texts("columns", columns);
                json.writeArrayPropertyStart("rows");
                rows.forEach(this::row);
                json.writeEndArray();
            }
            case Block.Questions(List<Block.Question> questions) -> {
                json.writeStringProperty("type", "questions");
                json.writeArrayPropertyStart("questions");
                for (Block.Question question : questions) {
                    json.writeStartObject();
                    json.writeStringProperty("question", question.question());
                    claims("answer", question.answer());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            case Block.Opinion(String markdown, String author, List<Source> sources, Provenance provenance) -> {
                json.writeStringProperty("type", "opinion");
                json.writeStringProperty("markdown", markdown);
                json.writeStringProperty("author", author);
                json.writeArrayPropertyStart("sources");
                sources.forEach(this::source);
                json.writeEndArray();
                provenance(provenance);
            }
        }
        json.writeEndObject();
    }

    private void row(Row row) {
        json.writeStartObject();
        json.writeStringProperty("label", row.label());
        json.writeArrayPropertyStart("cells");
        for (Cell cell : row.cells()) {
            json.writeStartObject();
            claim("claim", cell.claim());
            if (cell.mark() != Cell.Mark.PLAIN) {
                json.writeStringProperty("mark", lowerCase(cell.mark()));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        if (row.note() != null) {
            claim("note", row.note());
        }
        json.writeEndObject();
    }

    private void claim(String name, Claim claim) {
        json.writeNumberProperty(name, place(claim));
    }

    private void claims(String name, List<Claim> several) {
        json.writeArrayPropertyStart(name);
        several.forEach(claim -> json.writeNumber(place(claim)));
        json.writeEndArray();
    }

    private int place(Claim claim) {
        claims.add(new Placed(claim, section));
        return claims.size() - 1;
    }

    private void claim(Placed placed) {
        json.writeStartObject();
        json.writeStringProperty("text", placed.claim().text());
        json.writeStringProperty("section", placed.section());
        texts("evidence", placed.claim().evidence());
        json.writeEndObject();
    }

    private void evidence(Evidence evidence) {
        json.writeObjectPropertyStart(evidence.id());
        json.writeStringProperty("model", evidence.model());
        json.writeStringProperty("field", evidence.field());
        text("value", evidence.value());
        if (evidence.provenance() != null) {
            provenance(evidence.provenance());
        }
        json.writeEndObject();
    }

    private void provenance(Provenance provenance) {
        json.writeName("source");
        source(provenance.source());
        json.writeStringProperty("observedAt", provenance.observedAt().toString());
        json.writeStringProperty("validFrom", provenance.validFrom().toString());
        json.writeStringProperty("eventId", provenance.eventId());
        if (provenance.correction()) {
            json.writeBooleanProperty("correction", true);
        }
    }

    private void source(Source source) {
        json.writeStartObject();
        json.writeStringProperty("id", source.id());
        json.writeStringProperty("name", source.name());
        text("url", source.url());
        json.writeEndObject();
    }

    private void texts(String name, List<String> texts) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    /** A text that may not be there; then neither is its key. */
    private void text(String name, @Nullable String text) {
        if (text != null) {
            json.writeStringProperty(name, text);
        }
    }

    /** {@code TRADE_OFF} as programs of other languages write it: {@code trade-off}. */
    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
