package dev.crosscheck.comparison.web;

import static dev.crosscheck.comparison.web.MarkdownText.escape;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.comparison.page.Block;
import dev.crosscheck.comparison.page.Cell;
import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.PastMoment;
import dev.crosscheck.comparison.page.Row;
import dev.crosscheck.comparison.page.Section;
import dev.crosscheck.comparison.reading.PageRenderer;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A comparison as Markdown, with the facts behind each claim as footnotes. */
@Singleton
final class MarkdownPage implements PageRenderer {

    private static final MediaType MEDIA_TYPE = new MediaType("text/markdown;charset=utf-8");

    @Override
    public MediaType mediaType() {
        return MEDIA_TYPE;
    }

    @Override
    public byte[] render(Page page) {
        return new Writing(page).write(null).getBytes(UTF_8);
    }

    @Override
    public byte[] render(Page page, PastMoment moment) {
        return new Writing(page).write(moment).getBytes(UTF_8);
    }

    /** One writing of one page. */
    private static final class Writing {

        private final Page page;
        private final EvidenceNotes notes;
        private final StringBuilder text = new StringBuilder(16_384);

        Writing(Page page) {
            this.page = page;
            this.notes = new EvidenceNotes(
                    page.evidence(),
                    id -> page.models().stream()
                            .filter(model -> model.id().equals(id))
                            .findFirst()
                            .map(Page.PageModel::name)
                            .orElse(id));
        }

        String write(@Nullable PastMoment past) {
            text.append("# ").append(escape(page.title())).append("\n\n");
            if (past != null) {
                text.append("> **")
                        .append(escape(past.notice()))
                        .append("** [The comparison as it is now](")
                        .append(Addresses.pair(
                                page.models().get(0).id(), page.models().get(1).id()))
                        .append(")\n\n");
            }
            text.append("**Verdict:** ").append(claim(page.verdict())).append("\n\n");
            if (!page.summary().isEmpty()) {
                text.append(claims(page.summary())).append("\n\n");
            }
            Claim oldest = page.oldestFact();
            if (oldest != null) {
                text.append("Newest fact: ")
                        .append(page.reviewedOn())
                        .append(". ")
                        .append(claim(oldest))
                        .append("\n\n");
            }
            page.sections().forEach(this::section);
            evidence();
            return text.toString();
        }

        private void section(Section section) {
            text.append("## ").append(escape(section.heading())).append("\n\n");
            section.blocks().forEach(this::block);
        }

        private void block(Block block) {
            switch (block) {
                case Block.Paragraph(List<Claim> claims) ->
                    text.append(claims(claims)).append("\n\n");
                case Block.Points points -> points(points);
                case Block.Table table -> table(table);
                case Block.Questions(List<Block.Question> questions) ->
                    questions.forEach(question -> text.append("### ")
                            .append(escape(question.question()))
                            .append("\n\n")
                            .append(claims(question.answer()))
                            .append("\n\n"));
                case Block.Opinion opinion -> opinion(opinion);
            }
        }

        private void points(Block.Points points) {
            if (points.heading() != null) {
                text.append("### ").append(escape(points.heading())).append("\n\n");
            }
            points.claims()
                    .forEach(claim -> text.append("- ").append(claim(claim)).append('\n'));
            text.append('\n');
        }

        private void table(Block.Table table) {
            text.append(escape(table.caption())).append("\n\n|  |");
            table.columns()
                    .forEach(column -> text.append(' ').append(escape(column)).append(" |"));
            text.append("\n|---|").append("---|".repeat(table.columns().size())).append('\n');
            for (Row row : table.rows()) {
                text.append("| ").append(escape(row.label())).append(" |");
                row.cells().forEach(cell -> text.append(' ').append(cell(cell)).append(" |"));
                text.append('\n');
            }
            text.append('\n');
            for (Row row : table.rows()) {
                Claim note = row.note();
                if (note != null) {
                    text.append("- ")
                            .append(escape(row.label()))
                            .append(" – ")
                            .append(claim(note))
                            .append('\n');
                }
            }
            text.append('\n');
        }

        private String cell(Cell cell) {
            return switch (cell.mark()) {
                case BEST -> "**" + escape(cell.claim().text()) + "** (best)" + mark(cell.claim());
                case NOT_COMPARABLE -> escape(cell.claim().text()) + " (not comparable)" + mark(cell.claim());
                case PLAIN, MISSING -> claim(cell.claim());
            };
        }

        /** What an editor wrote, as text: this page's own structure must not be theirs to change. */
        private void opinion(Block.Opinion opinion) {
            for (String line : TakeHtml.text(opinion.markdown()).split("\n")) {
                text.append("> ").append(escape(line)).append("\n>\n");
            }
            text.append("> – ")
                    .append(escape(opinion.author()))
                    .append(", ")
                    .append(PageView.day(opinion.provenance().observedAt()))
                    .append("\n\n");
        }

        /** One definition for each label that the text uses; parts of notes have no label of their own. */
        private void evidence() {
            text.append("## Evidence\n\n");
            for (EvidenceNotes.Note note : notes.all()) {
                if (note.number() > 0) {
                    text.append("[^").append(note.number()).append("]: ");
                    text.append(note.inFull().stream().map(Writing::fact).collect(Collectors.joining("; ")));
                    text.append("\n\n");
                }
            }
        }

        private static String fact(EvidenceNotes.Fact fact) {
            String subject = escape(fact.model() + ", " + fact.field() + ": ");
            return fact.source() == null
                    ? subject + (fact.value() == null ? "not known" : escape(fact.value()))
                    : subject
                            + escape(String.valueOf(fact.value()))
                            + " ("
                            + escape(fact.source())
                            + ", observed "
                            + fact.observedAt()
                            + ", true since "
                            + fact.validFrom()
                            + (fact.correction() ? ", a correction" : "")
                            + ", event "
                            + escape(String.valueOf(fact.eventId()))
                            + ")";
        }

        private String claims(List<Claim> claims) {
            return claims.stream().map(this::claim).collect(Collectors.joining(" "));
        }

        private String claim(Claim claim) {
            return escape(claim.text()) + mark(claim);
        }

        private String mark(Claim claim) {
            return "[^" + notes.of(claim).number() + "]";
        }
    }
}
