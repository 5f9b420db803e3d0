package dev.crosscheck.comparison.web;

import dev.crosscheck.comparison.page.Block;
import dev.crosscheck.comparison.page.Cell;
import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Outcome;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.PastMoment;
import dev.crosscheck.comparison.page.Row;
import dev.crosscheck.comparison.page.Section;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.Texts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A comparison as its template walks through it. One instance serves one writing of the page. */
public final class PageView {

    /** A number at the start, such as $0.20, 128,000 or −3.5: a column of these reads best from the right. */
    private static final Pattern NUMBER = Pattern.compile("[−-]?\\$?\\d[\\d,.]*(\\s?(%|[KMB]|points?|tokens?))?");

    private static final int LONG = 180;
    private static final int LONG_CELL = 60;
    private static final int LONGEST_TAIL = 24;

    private final Page page;
    private final EvidenceNotes notes;
    private final Optional<ScatterView> scatter;
    private final List<NeighbourView> neighbours;
    private final @Nullable PastMoment past;

    /** @param past the moment it shows; null for now */
    PageView(Page page, Optional<ScatterView> scatter, List<NeighbourView> neighbours, @Nullable PastMoment past) {
        this.page = page;
        this.past = past;
        this.scatter = scatter;
        this.neighbours = List.copyOf(neighbours);
        Map<String, String> names =
                page.models().stream().collect(Collectors.toMap(Page.PageModel::id, Page.PageModel::name));
        this.notes = new EvidenceNotes(page.evidence(), id -> names.getOrDefault(id, id));
    }

    public Page page() {
        return page;
    }

    public EvidenceNotes notes() {
        return notes;
    }

    /** Null if fewer than two models have both a price and a score on any one benchmark. */
    public @Nullable ScatterView scatter() {
        return scatter.orElse(null);
    }

    public List<NeighbourView> neighbours() {
        return neighbours;
    }

    /** Whether the figure stands before this section: benchmarks lead up to it, the price of switching follows. */
    public boolean scatterFollows(Section section) {
        return scatter.isPresent()
                && page.sections().stream().noneMatch(this::isScatter)
                && section.equals(sectionBeforeScatter());
    }

    /** Whether the page has words of its own for the figure, which then stands with them. */
    public boolean isScatter(Section section) {
        return section.id().equals("scatter");
    }

    private Section sectionBeforeScatter() {
        return page.sections().stream()
                .filter(section -> section.id().equals("benchmarks"))
                .findFirst()
                .orElseGet(() -> page.sections().getLast());
    }

    public boolean isPast() {
        return past != null;
    }

    /** Says that the page shows the past; null for a page of now. */
    public @Nullable String notice() {
        return past == null ? null : past.notice();
    }

    /** The title of the document, which tells a page of the past apart in a list of tabs. */
    public String title() {
        return past == null ? page.title() : page.title() + " (in the past)";
    }

    /** Where the comparison of now is. */
    public String today() {
        return Addresses.pair(page.models().get(0).id(), page.models().get(1).id());
    }

    /** The address of the same comparison in another format. */
    public String jsonAddress() {
        return past == null ? addressOfNow() : addressOfNow() + "?" + past.query();
    }

    private String addressOfNow() {
        String ids = page.models().stream().map(Page.PageModel::id).collect(Collectors.joining(","));
        return page.models().size() == 2
                ? "/v1/comparisons/" + page.models().get(0).id() + "/"
                        + page.models().get(1).id()
                : "/v1/comparisons?models=" + ids;
    }

    public String verdictKind() {
        return switch (page.outcome().verdict()) {
            case DOMINATES -> "One model dominates";
            case TRADE_OFF -> "A trade-off";
            case EQUIVALENT -> "Equivalent";
            case NOT_ENOUGH_EVIDENCE -> "Not enough evidence";
        };
    }

    public boolean isUndecided() {
        return page.outcome().verdict() == Outcome.Verdict.NOT_ENOUGH_EVIDENCE;
    }

    /** A sentence that would not fit a poster. */
    public boolean isLong() {
        return page.verdict().text().length() > LONG;
    }

    /** A line for search engines and previews. */
    public String description() {
        return page.verdict().text();
    }

    /** The questions of the page as structured data, safe inside a script element; null if there are none. */
    public @Nullable String questionsAsData() {
        List<Block.Question> questions = page.sections().stream()
                .flatMap(section -> section.blocks().stream())
                .filter(Block.Questions.class::isInstance)
                .flatMap(block -> ((Block.Questions) block).questions().stream())
                .toList();
        return questions.isEmpty() ? null : StructuredData.of(questions);
    }

    /** A section's blocks; neighbours with headings of their own, which stand side by side, are together. */
    public List<List<Block>> rows(Section section) {
        List<List<Block>> rows = new ArrayList<>();
        boolean open = false;
        for (Block block : section.blocks()) {
            boolean column = block instanceof Block.Points points && points.heading() != null;
            if (column && open) {
                rows.getLast().add(block);
            } else {
                rows.add(new ArrayList<>(List.of(block)));
            }
            open = column;
        }
        return rows;
    }

    /** For each column whether all it says are numbers. */
    public static List<Boolean> numeric(Block.Table table) {
        List<Boolean> numeric = new ArrayList<>();
        for (int column = 0; column < table.columns().size(); column++) {
            int at = column;
            List<Cell> said = table.rows().stream()
                    .map(row -> row.cells().get(at))
                    .filter(cell -> cell.mark() != Cell.Mark.MISSING)
                    .toList();
            numeric.add(!said.isEmpty()
                    && said.stream()
                            .allMatch(
                                    cell -> NUMBER.matcher(cell.claim().text()).matches()));
        }
        return numeric;
    }

    /** Whether one note stands for a whole row: all that it says rests on the same facts. */
    public static boolean isOfOneFact(Row row) {
        return row.cells().size() > 1
                && row.cells().stream()
                                .map(cell -> cell.claim().evidence())
                                .distinct()
                                .count()
                        == 1;
    }

    /** All but the last word, which a mark behind the text must not leave. */
    public static String head(String text) {
        int space = text.lastIndexOf(' ');
        return text.length() - space > LONGEST_TAIL ? text : text.substring(0, space + 1);
    }

    /** The last word; empty if it is too long to be kept together with anything. */
    public static String tail(String text) {
        return text.substring(head(text).length());
    }

    /** Style of a cell; null for none. */
    public static @Nullable String cellClass(Cell cell, boolean numeric) {
        List<String> names = new ArrayList<>();
        if (numeric) {
            names.add("n");
        }
        if (cell.claim().text().length() > LONG_CELL) {
            names.add("long");
        }
        switch (cell.mark()) {
            case BEST -> names.add("best");
            case MISSING, NOT_COMPARABLE -> names.add("missing");
            case PLAIN -> {}
        }
        return names.isEmpty() ? null : String.join(" ", names);
    }

    /** The sign beside an answer that is yes, no or not known; null for any other text. */
    public static @Nullable String sign(Cell cell) {
        return switch (cell.claim().text().toLowerCase(Locale.ROOT)) {
            case "yes" -> "✓";
            case "no" -> "✕";
            case "not known" -> "?";
            default -> null;
        };
    }

    /** Where a cell that is an address leads; null for any other text. */
    public static @Nullable String address(Cell cell) {
        String text = cell.claim().text();
        return text.startsWith("http") && Texts.isWebUrl(text) ? text : null;
    }

    /** An opinion's Markdown as HTML that can do no harm. */
    public static String safeHtml(Block.Opinion opinion) {
        return TakeHtml.of(opinion.markdown());
    }

    /** Where a source can be looked up; null if nowhere safe. */
    public static @Nullable String link(Source source) {
        return source.url() != null && Texts.isWebUrl(source.url()) ? source.url() : null;
    }

    /** The day of an instant, in UTC. */
    public static String day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    public static String text(List<Claim> claims) {
        return claims.stream().map(Claim::text).collect(Collectors.joining(" "));
    }
}
