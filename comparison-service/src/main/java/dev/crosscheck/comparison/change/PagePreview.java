package dev.crosscheck.comparison.change;

import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.comparison.pagestore.PageFunction;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.event.comparison.PageChanged.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Works out what other facts would make of the pages. Pure: it changes nothing, and pages that it makes
 * are made by the function that makes all pages.
 */
final class PagePreview {

    /** A page takes well under a millisecond, and there are two of each. */
    static final int MOST_PAGES = 10_000;

    static final int MOST_SHOWN = 500;

    /**
     * What would change.
     *
     * @param models      models whose facts would be others
     * @param newModels   how many of them are not known yet
     * @param pages       pages that show one of them, new ones among them
     * @param compared    how many of the pages were worked out, first by id
     * @param added       pages that there are not yet
     * @param rewritten   pages that would read differently
     * @param differences how many of the pages differ in what, such as {@code verdict} or {@code cheaper}
     * @param shown       the first few that differ in verdict, winner or which is cheaper
     */
    record Report(
            int models,
            int newModels,
            long pages,
            long compared,
            long added,
            long rewritten,
            Map<String, Long> differences,
            List<Flip> shown) {}

    /** One page that would decide otherwise. */
    record Flip(String first, String second, Difference difference) {}

    /**
     * @param known   every model as it is
     * @param changed those that would be others, as they would be
     */
    static Report of(NavigableMap<String, Profile> known, Map<String, Profile> changed, PageFunction function) {
        TreeMap<String, Profile> after = new TreeMap<>(known);
        after.putAll(changed);
        long unchanged = after.size() - changed.size();
        long pages = pairs(after.size()) - pairs(unchanged);
        long compared = 0;
        long added = 0;
        long rewritten = 0;
        Map<String, Long> differences = new TreeMap<>();
        List<Flip> shown = new ArrayList<>();
        for (String model : new TreeMap<>(changed).keySet()) {
            for (String other : after.keySet()) {
                boolean comesWithTheOther = changed.containsKey(other) && other.compareTo(model) <= 0;
                if (comesWithTheOther || compared == MOST_PAGES) {
                    continue;
                }
                compared++;
                PageKey key = PageKey.of(model, other);
                Profile wasFirst = known.get(key.first());
                Profile wasSecond = known.get(key.second());
                if (wasFirst == null || wasSecond == null) {
                    added++;
                    continue;
                }
                Page before = function.of(wasFirst, wasSecond);
                Page page = function.of(get(after, key.first()), get(after, key.second()));
                if (before.equals(page)) {
                    continue;
                }
                rewritten++;
                for (Difference difference : Differences.between(before.outcome(), page.outcome())) {
                    differences.merge(difference.what().replaceFirst(":.*", ""), 1L, Long::sum);
                    if (isFlip(difference) && shown.size() < MOST_SHOWN) {
                        shown.add(new Flip(key.first(), key.second(), difference));
                    }
                }
            }
        }
        return new Report(
                changed.size(),
                after.size() - known.size(),
                pages,
                compared,
                added,
                rewritten,
                differences,
                List.copyOf(shown));
    }

    private static Profile get(Map<String, Profile> profiles, String model) {
        Profile profile = profiles.get(model);
        if (profile == null) {
            throw new IllegalArgumentException("model: " + model + " (expected: one of those compared)");
        }
        return profile;
    }

    private static boolean isFlip(Difference difference) {
        return List.of("verdict", "winner", "cheaper").contains(difference.what());
    }

    private static long pairs(long models) {
        return models * (models - 1) / 2;
    }

    private PagePreview() {}
}
