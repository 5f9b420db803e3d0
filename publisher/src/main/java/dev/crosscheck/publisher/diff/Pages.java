package dev.crosscheck.publisher.diff;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What would become of the pages.
 *
 * @param parts       in how many parts it was asked; what follows from more than one is said of {@code rewritten}
 * @param touched     pages that show a model whose facts would be others, each counted once
 * @param compared    how many of them were worked out; all of them, unless there are very many
 * @param added       pages that there are not yet
 * @param rewritten   pages that would read differently; asked in parts, a page of models of two parts counts in both,
 *                    so it is at most so many
 * @param differences in what, and on how many pages; at most, as above
 * @param flips       verdicts that would be others, the first few
 */
public record Pages(
        int parts,
        long touched,
        long compared,
        long added,
        long rewritten,
        Map<String, Long> differences,
        List<String> flips) {

    public static final Pages NONE = new Pages(0, 0, 0, 0, 0, Map.of(), List.of());

    /**
     * What comparison-service says of some of the models.
     *
     * @param models    how many of them would be others
     * @param newModels how many of these are not known yet
     */
    public record Part(long models, long newModels, Pages pages) {

        long knownModels() {
            return models - newModels;
        }
    }

    /**
     * What the parts say together.
     *
     * <p>A page of two known models of different parts is counted by both, and one of two new models by neither.
     */
    public static Pages of(List<Part> parts) {
        if (parts.isEmpty()) {
            return NONE;
        }
        long touched = 0;
        long compared = 0;
        long added = 0;
        long rewritten = 0;
        long known = 0;
        long unknown = 0;
        Map<String, Long> differences = new TreeMap<>();
        Set<String> flips = new LinkedHashSet<>();
        boolean isComplete = true;
        for (Part part : parts) {
            Pages pages = part.pages();
            long ofNew = unknown * part.newModels();
            touched += pages.touched() - known * part.knownModels() + ofNew;
            compared += pages.compared();
            added += pages.added() + ofNew;
            rewritten += pages.rewritten();
            pages.differences().forEach((what, count) -> differences.merge(what, count, Long::sum));
            flips.addAll(pages.flips());
            isComplete &= pages.compared() == pages.touched();
            known += part.knownModels();
            unknown += part.newModels();
        }
        long most = touched;
        differences.replaceAll((_, count) -> Math.min(count, most));
        return new Pages(
                parts.size(),
                touched,
                isComplete ? touched : Math.min(compared, touched),
                added,
                Math.min(rewritten, touched - added),
                differences,
                List.copyOf(flips));
    }

    /** For people, in a line. */
    @Override
    public String toString() {
        String atMost = parts > 1 ? "at most " : "";
        return String.format(
                Locale.ROOT,
                "Pages: %,d touched, %s%,d would read differently, %,d would be new%s%s",
                touched,
                atMost,
                rewritten,
                added,
                compared < touched ? String.format(Locale.ROOT, " (%s%,d worked out)", atMost, compared) : "",
                parts > 1 ? "; asked in " + parts + " parts, and a page of models of two parts may count twice" : "");
    }
}
