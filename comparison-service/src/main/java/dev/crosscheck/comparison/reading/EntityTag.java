package dev.crosscheck.comparison.reading;

import java.util.List;

/** Strong entity tags: a client that holds these very bytes is not sent them again. */
final class EntityTag {

    private static final String WEAK = "W/";

    /**
     * @param lines of If-None-Match, as they came
     * @param tag   with its quotes
     */
    static boolean isHeld(List<String> lines, String tag) {
        for (String line : lines) {
            if (line.equals(tag)) {
                return true;
            }
            for (String one : line.split(",")) {
                String candidate = one.strip();
                // If-None-Match compares weakly: a proxy may have weakened our tag.
                String strong = candidate.startsWith(WEAK) ? candidate.substring(WEAK.length()) : candidate;
                if (candidate.equals("*") || strong.equals(tag)) {
                    return true;
                }
            }
        }
        return false;
    }

    private EntityTag() {}
}
