package dev.crosscheck.comparison.page;

/** A page as plain text, for reading and for searching in tests. */
public final class PageText {

    public static String of(Page page) {
        StringBuilder text = new StringBuilder(page.title()).append('\n');
        text.append(page.verdict().text()).append('\n');
        page.summary().forEach(claim -> text.append(claim.text()).append('\n'));
        text.append("Reviewed: ").append(page.reviewedOn()).append('\n');
        if (page.oldestFact() != null) {
            text.append(page.oldestFact().text()).append('\n');
        }
        for (Section section : page.sections()) {
            text.append("\n## ").append(section.heading()).append('\n');
            section.blocks().forEach(block -> add(text, block));
        }
        return text.toString();
    }

    private static void add(StringBuilder text, Block block) {
        switch (block) {
            case Block.Paragraph paragraph ->
                paragraph.claims().forEach(claim -> text.append(claim.text()).append('\n'));
            case Block.Points points -> {
                text.append(points.heading()).append(":\n");
                points.claims()
                        .forEach(claim ->
                                text.append("  - ").append(claim.text()).append('\n'));
            }
            case Block.Table table -> {
                text.append('[')
                        .append(table.caption())
                        .append("] ")
                        .append(table.columns())
                        .append('\n');
                for (Row row : table.rows()) {
                    text.append("  ").append(row.label());
                    row.cells()
                            .forEach(cell -> text.append(" | ")
                                    .append(cell.claim().text())
                                    .append(cell.mark() == Cell.Mark.BEST ? " *" : ""));
                    if (row.note() != null) {
                        text.append("   <- ").append(row.note().text());
                    }
                    text.append('\n');
                }
            }
            case Block.Questions questions ->
                questions.questions().forEach(question -> {
                    text.append("Q: ").append(question.question()).append('\n');
                    question.answer()
                            .forEach(claim ->
                                    text.append("   ").append(claim.text()).append('\n'));
                });
            case Block.Opinion opinion ->
                text.append(opinion.author())
                        .append(": ")
                        .append(opinion.markdown())
                        .append('\n');
        }
    }

    private PageText() {}
}
