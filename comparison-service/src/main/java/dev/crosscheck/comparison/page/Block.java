package dev.crosscheck.comparison.page;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a section. */
public sealed interface Block {

    /** Sentences that follow each other. */
    record Paragraph(List<Claim> claims) implements Block {
        public Paragraph {
            claims = List.copyOf(claims);
        }
    }

    /**
     * Points under a heading.
     *
     * @param heading such as "Choose Llama 3.2 1B when"; null for none
     */
    record Points(@Nullable String heading, List<Claim> claims) implements Block {
        public Points {
            claims = List.copyOf(claims);
        }
    }

    /**
     * A table.
     *
     * @param caption what it shows, with its unit
     * @param columns the heads of the columns after the first, which holds the rows' labels
     */
    record Table(String caption, List<String> columns, List<Row> rows) implements Block {
        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            for (Row row : rows) {
                if (row.cells().size() != columns.size()) {
                    throw new IllegalArgumentException("row \"" + row.label() + "\": "
                            + row.cells().size() + " cells (expected: " + columns.size() + ")");
                }
            }
        }
    }

    /** Questions a buyer asks, with answers from the facts. */
    record Questions(List<Question> questions) implements Block {
        public Questions {
            questions = List.copyOf(questions);
        }
    }

    /** One question and its answer. */
    record Question(String question, List<Claim> answer) {
        public Question {
            answer = List.copyOf(answer);
        }
    }

    /**
     * An editor's opinion.
     *
     * @param markdown as it was published; whoever prints it makes it safe
     */
    record Opinion(String markdown, String author, List<Source> sources, Provenance provenance) implements Block {
        public Opinion {
            sources = List.copyOf(sources);
        }
    }
}
