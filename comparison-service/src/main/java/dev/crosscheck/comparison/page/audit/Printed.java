package dev.crosscheck.comparison.page.audit;

import dev.crosscheck.comparison.page.Block;
import dev.crosscheck.comparison.page.Cell;
import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Row;
import dev.crosscheck.comparison.page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A page as it is printed: its claims one by one, and its tables by caption. */
final class Printed {

    private final Page page;
    private final List<Claim> sentences = new ArrayList<>();
    private final List<Claim> all = new ArrayList<>();
    private final List<String> headings = new ArrayList<>();

    Printed(Page page) {
        this.page = page;
        headings.add(page.title());
        addSentence(page.verdict());
        page.summary().forEach(this::addSentence);
        Claim oldest = page.oldestFact();
        if (oldest != null) {
            addSentence(oldest);
        }
        for (Section section : page.sections()) {
            headings.add(section.heading());
            section.blocks().forEach(this::add);
        }
    }

    Page page() {
        return page;
    }

    /** Claims that are whole sentences. */
    List<Claim> sentences() {
        return sentences;
    }

    /** Sentences and cells. */
    List<Claim> claims() {
        return all;
    }

    /** Titles, headings, captions, heads of columns, labels and questions. */
    List<String> headings() {
        return headings;
    }

    Optional<Section> section(String id) {
        return page.sections().stream()
                .filter(section -> section.id().equals(id))
                .findFirst();
    }

    List<Block.Table> tables(String section) {
        return section(section).stream()
                .flatMap(found -> found.blocks().stream())
                .filter(Block.Table.class::isInstance)
                .map(Block.Table.class::cast)
                .toList();
    }

    /** The first row of a section whose label starts so. */
    Optional<Row> row(String section, String label) {
        return tables(section).stream()
                .flatMap(table -> table.rows().stream())
                .filter(row -> row.label().startsWith(label))
                .findFirst();
    }

    private void add(Block block) {
        switch (block) {
            case Block.Paragraph paragraph -> paragraph.claims().forEach(this::addSentence);
            case Block.Points points -> {
                String heading = points.heading();
                if (heading != null) {
                    headings.add(heading);
                }
                points.claims().forEach(this::addSentence);
            }
            case Block.Table table -> {
                headings.add(table.caption());
                headings.addAll(table.columns());
                for (Row row : table.rows()) {
                    headings.add(row.label());
                    for (Cell cell : row.cells()) {
                        all.add(cell.claim());
                    }
                    Claim note = row.note();
                    if (note != null) {
                        addSentence(note);
                    }
                }
            }
            case Block.Questions questions ->
                questions.questions().forEach(question -> {
                    headings.add(question.question());
                    question.answer().forEach(this::addSentence);
                });
            case Block.Opinion _ -> {
                // An editor's words are an editor's; nothing of ours to check.
            }
        }
    }

    private void addSentence(Claim claim) {
        sentences.add(claim);
        all.add(claim);
    }
}
