package dev.crosscheck.comparison.web;

import java.util.ArrayList;
import java.util.List;

/**
 * Score against price, laid out: what the picture's template draws, and the same in words and rows.
 *
 * @param benchmark   id
 * @param score       name of the benchmark and its setting
 * @param higher      whether higher scores are better
 * @param frontier    an SVG path in steps
 * @param named       models on the frontier whose names have room
 * @param best        the models on the frontier, by price
 * @param all         every model drawn, by price
 * @param missing     names of highlighted models that have no price or no score here
 * @param free        models that have a score and cost nothing, and so have no place on a logarithmic axis
 */
public record ScatterView(
        String benchmark,
        String score,
        boolean higher,
        List<Tick> prices,
        List<Tick> scores,
        String frontier,
        List<Dot> dots,
        List<Mark> marks,
        List<Mark> named,
        List<Row> best,
        List<Row> all,
        List<String> missing,
        int free) {

    /** Where lines of text collide. */
    private static final int LINE = 18;

    private static final int NEAR = 240;

    public record Tick(long at, String label) {}

    public record Dot(long x, long y) {}

    /** A model as a row of the table that says the same as the picture. */
    public record Row(String id, String name, String price, String score) {}

    /**
     * A highlighted model.
     *
     * @param index  0 for the page's first model, drawn as a disc; others have other shapes
     * @param before whether its name stands before the mark, since there is no room after it
     * @param labelY where its name stands, clear of the other names
     */
    public record Mark(long x, long y, int index, String name, boolean before, long labelY) {

        Mark(long x, long y, int index, String name, boolean before) {
            this(x, y, index, name, before, y + 4);
        }

        /** Whether its name would stand on that of another. */
        boolean collides(List<Mark> others) {
            return others.stream()
                    .anyMatch(other -> Math.abs(other.labelY() - labelY) < LINE
                            && left() < other.right()
                            && other.left() < right());
        }

        private long left() {
            return before ? x - 13 - width() : x - 9;
        }

        private long right() {
            return before ? x + 9 : x + 13 + width();
        }

        /** About as wide as the name is drawn. */
        private long width() {
            return name.length() * 8L;
        }

        /** Moves names apart that would stand on each other. */
        static List<Mark> apart(List<Mark> marks) {
            List<Mark> placed = new ArrayList<>();
            for (Mark mark : marks) {
                long labelY = mark.labelY();
                for (int tries = 0; tries < marks.size(); tries++) {
                    long at = labelY;
                    if (placed.stream()
                            .noneMatch(other ->
                                    Math.abs(other.labelY() - at) < LINE && Math.abs(other.x() - mark.x()) < NEAR)) {
                        break;
                    }
                    labelY += LINE;
                }
                placed.add(new Mark(mark.x(), mark.y(), mark.index(), mark.name(), mark.before(), labelY));
            }
            return placed;
        }
    }

    /** The picture in one sentence, for those who cannot see it. */
    public String inWords() {
        StringBuilder words = new StringBuilder()
                .append(all.size())
                .append(" models by blended price and ")
                .append(score)
                .append(". ");
        words.append(best.size() == 1 ? "One model is" : best.size() + " models are")
                .append(" on the frontier, from ")
                .append(best.getFirst().name())
                .append(" at ")
                .append(best.getFirst().price())
                .append(" to ")
                .append(best.getLast().name())
                .append(" at ")
                .append(best.getLast().price())
                .append(". ");
        for (Mark mark : marks) {
            all.stream()
                    .filter(row -> row.name().equals(mark.name()))
                    .findFirst()
                    .ifPresent(row -> words.append(row.name())
                            .append(": ")
                            .append(row.price())
                            .append(", ")
                            .append(row.score())
                            .append(". "));
        }
        return words.toString().strip();
    }

    /** What the picture leaves out and why; empty if nothing. */
    public List<String> leftOut() {
        List<String> sentences = new ArrayList<>();
        for (String name : missing) {
            sentences.add(name + " is not drawn: it has no tracked price or no score here.");
        }
        if (free > 0) {
            sentences.add(
                    free == 1
                            ? "One free model is not drawn: a logarithmic axis has no zero."
                            : free + " free models are not drawn: a logarithmic axis has no zero.");
        }
        return sentences;
    }
}
