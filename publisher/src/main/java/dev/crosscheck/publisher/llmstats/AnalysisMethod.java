package dev.crosscheck.publisher.llmstats;

import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.publisher.source.Mapping;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Upstream's free text on how a score was made → a setting. Two texts that differ are two settings: what
 * cannot be told to be the same is not compared.
 */
final class AnalysisMethod {

    private static final int LONGEST = 120;

    private static final Set<String> SAYS_NOTHING = Set.of(
            "",
            "-",
            "- evaluation",
            "score",
            "benchmark score",
            "correct",
            "standard",
            "standard benchmark",
            "standard evaluation",
            "accuracy");

    private static final Map<String, String> METRICS = Map.of(
            "pass@1", "pass@1",
            "pass @1", "pass@1",
            "em", "exact match",
            "exact match", "exact match");

    private static final Pattern SHOTS =
            Pattern.compile("(\\d{1,2})-shot( (?:evaluation|accuracy|cot|chain-of-thought|pass@1))?");

    static Setting setting(@Nullable String method, Mapping.Notes notes) {
        String text = method == null ? "" : method.strip();
        String word = text.toLowerCase(Locale.ROOT);
        if (SAYS_NOTHING.contains(word)) {
            return Setting.UNSTATED;
        }
        String metric = METRICS.get(word);
        if (metric != null) {
            return new Setting(null, metric, null, null, null, Map.of());
        }
        Matcher shots = SHOTS.matcher(word);
        if (shots.matches()) {
            String rest = shots.group(2) == null ? "" : shots.group(2).strip();
            return new Setting(
                    null,
                    rest.equals("pass@1") ? rest : null,
                    null,
                    Integer.valueOf(shots.group(1)),
                    rest.equals("cot") || rest.equals("chain-of-thought") ? "chain of thought" : null,
                    Map.of());
        }
        if (text.length() > LONGEST) {
            notes.repaired("analysis_method cut to " + LONGEST + " characters");
            text = text.substring(0, LONGEST).strip();
        }
        return new Setting(null, null, null, null, text, Map.of());
    }

    private AnalysisMethod() {}
}
