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
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link PageJson} wrote. A page that was written and read is equal to itself. */
public final class PageParser {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** @throws tools.jackson.core.JacksonException if the bytes are not what {@link PageJson} writes */
    public static Page page(byte[] json) {
        return new PageParser(MAPPER.readTree(json)).page();
    }

    public static Outcome outcome(byte[] json) {
        return outcome(MAPPER.readTree(json));
    }

    private final JsonNode root;
    private final List<Claim> claims;

    private PageParser(JsonNode root) {
        this.root = root;
        this.claims = list(
                root.required("claims"),
                claim -> new Claim(text(claim, "text"), list(claim.required("evidence"), JsonNode::asString)));
    }

    private Page page() {
        Map<String, Evidence> evidence = new LinkedHashMap<>();
        root.required("evidence").forEachEntry((id, fact) -> evidence.put(id, evidence(id, fact)));
        return new Page(
                list(root.required("models"), model -> new Page.PageModel(text(model, "id"), text(model, "name"))),
                text(root, "title"),
                claim(root, "verdict"),
                claims(root, "summary"),
                reviewedOn(root),
                root.has("oldestFact") ? claim(root, "oldestFact") : null,
                outcome(root.required("outcome")),
                list(
                        root.required("sections"),
                        section -> new Section(
                                text(section, "id"),
                                text(section, "heading"),
                                list(section.required("blocks"), this::block))),
                Collections.unmodifiableMap(evidence));
    }

    private static @Nullable LocalDate reviewedOn(JsonNode root) {
        String day = textOrNull(root, "reviewedOn");
        return day == null ? null : LocalDate.parse(day);
    }

    private static Outcome outcome(JsonNode outcome) {
        Map<String, UsdPerMtok> blended = new LinkedHashMap<>();
        outcome.required("blended").forEachEntry((model, price) -> blended.put(model, UsdPerMtok.of(price.asString())));
        Map<String, BigDecimal> monthlyCost = new LinkedHashMap<>();
        outcome.required("monthlyCost")
                .forEachEntry((model, cost) -> monthlyCost.put(model, new BigDecimal(cost.asString())));
        Map<String, String> leaders = new LinkedHashMap<>();
        outcome.required("leaders").forEachEntry((benchmark, model) -> leaders.put(benchmark, model.asString()));
        return new Outcome(
                Outcome.Verdict.valueOf(upperCase(text(outcome, "verdict"))),
                textOrNull(outcome, "winner"),
                textOrNull(outcome, "cheaper"),
                Collections.unmodifiableMap(blended),
                Collections.unmodifiableMap(monthlyCost),
                Collections.unmodifiableMap(leaders),
                list(outcome.required("missing"), JsonNode::asString));
    }

    private Block block(JsonNode block) {
        String type = text(block, "type");
        return switch (type) {
            case "paragraph" -> new Block.Paragraph(claims(block, "claims"));
            case "points" -> new Block.Points(textOrNull(block, "heading"), claims(block, "claims"));
            case "table" ->
                new Block.Table(
                        text(block, "caption"),
                        list(block.required("columns"), JsonNode::asString),
                        list(block.required("rows"), this::row));
            case "questions" ->
                new Block.Questions(list(
                        block.required("questions"),
                        question -> new Block.Question(text(question, "question"), claims(question, "answer"))));
            case "opinion" ->
                new Block.Opinion(
                        text(block, "markdown"),
                        text(block, "author"),
                        list(block.required("sources"), PageParser::source),
                        provenance(block));
            default ->
                throw new IllegalArgumentException(
                        "type: " + type + " (expected: paragraph, points, table, questions or opinion)");
        };
    }

    private Row row(JsonNode row) {
        return new Row(
                text(row, "label"),
                list(row.required("cells"), this::cell),
                row.has("note") ? claim(row, "note") : null);
    }

    private Cell cell(JsonNode cell) {
        String mark = textOrNull(cell, "mark");
        return new Cell(claim(cell, "claim"), mark == null ? Cell.Mark.PLAIN : Cell.Mark.valueOf(upperCase(mark)));
    }

    private Claim claim(JsonNode parent, String name) {
        return claims.get(parent.required(name).asInt());
    }

    private List<Claim> claims(JsonNode parent, String name) {
        return list(parent.required(name), index -> claims.get(index.asInt()));
    }

    private static Evidence evidence(String id, JsonNode fact) {
        return new Evidence(
                id,
                text(fact, "model"),
                text(fact, "field"),
                textOrNull(fact, "value"),
                fact.has("source") ? provenance(fact) : null);
    }

    private static Provenance provenance(JsonNode fact) {
        return new Provenance(
                source(fact.required("source")),
                Instant.parse(text(fact, "observedAt")),
                Instant.parse(text(fact, "validFrom")),
                text(fact, "eventId"),
                fact.path("correction").asBoolean(false));
    }

    private static Source source(JsonNode source) {
        return new Source(text(source, "id"), text(source, "name"), textOrNull(source, "url"));
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
        List<T> list = new ArrayList<>(array.size());
        array.forEach(node -> list.add(element.apply(node)));
        return Collections.unmodifiableList(list);
    }

    private static String text(JsonNode parent, String name) {
        return parent.required(name).asString();
    }

    private static @Nullable String textOrNull(JsonNode parent, String name) {
        JsonNode node = parent.get(name);
        return node == null ? null : node.asString();
    }

    private static String upperCase(String text) {
        return text.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
