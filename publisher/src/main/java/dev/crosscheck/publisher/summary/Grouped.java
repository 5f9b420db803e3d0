package dev.crosscheck.publisher.summary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reasons for a terminal: what many of them expected is said once. Pure. */
public final class Grouped {

    private static final Pattern REASON = Pattern.compile("(.*?) \\(expected: (.*)\\)", Pattern.DOTALL);

    /**
     * The lines of reasons. One alone stays whole: {@code waiting in pricing: model: x/y (expected: a known model)}.
     *
     * @param head    what became of them: {@code waiting in pricing}
     * @param reasons such as {@code model: x/y (expected: a known model)}
     */
    public static List<String> lines(String head, List<String> reasons) {
        Map<String, List<String>> byExpected = new LinkedHashMap<>();
        for (String reason : reasons) {
            Matcher form = REASON.matcher(reason);
            byExpected
                    .computeIfAbsent(form.matches() ? form.group(2) : "", _ -> new ArrayList<>())
                    .add(reason);
        }
        List<String> lines = new ArrayList<>();
        byExpected.forEach((expected, same) -> {
            if (expected.isEmpty() || same.size() == 1) {
                same.forEach(reason -> lines.add(head + ": " + reason));
            } else {
                lines.add(head + " (expected: " + expected + "):");
                same.forEach(reason -> lines.add("  " + met(reason)));
            }
        });
        return lines;
    }

    /** A reason that is given more than once: {@code model: x/y, 3 × (expected: a known model)}. */
    public static String counted(String reason, long times) {
        return times == 1
                ? reason
                : met(reason) + ", " + times + " ×"
                        + reason.substring(met(reason).length());
    }

    private static String met(String reason) {
        Matcher form = REASON.matcher(reason);
        return form.matches() ? form.group(1) : reason;
    }

    private Grouped() {}
}
