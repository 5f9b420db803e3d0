package dev.crosscheck.event;

import java.util.Map;

/** What the patterns of our schemas ask for, in words: a regular expression helps nobody with a deadline. */
final class PatternWords {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$", "an id of a to z, 0 to 9, '.', '_' and '-'"),
            Map.entry(
                    "^[Hh][Tt][Tt][Pp][Ss]?://[^\\s/@?#]+([/?#][^\\s]*)?$",
                    "an absolute http or https URL without a user"),
            Map.entry("\\S", "text that is not blank"),
            Map.entry("[\\p{L}\\p{Nd}]", "words, with a letter or digit at least"),
            Map.entry("^[2-9][0-9]{3}-", "a moment from the year 2000 on, such as 2026-05-19T00:00:00Z"),
            Map.entry("^-?[0-9]{1,15}(\\.[0-9]{1,20})?$", "a decimal number, such as 54.1"),
            Map.entry("^[0-9]{1,10}(\\.[0-9]{1,30})?([eE]-?[0-9]{1,2})?$", "a price of 0 or more, such as 0.25"),
            Map.entry("^[0-9]{1,10}(\\.[0-9]{1,9})?$", "a price of 0 or more, such as 0.25"),
            Map.entry("^[1-9][0-9]{0,17}$", "a whole number above 0, such as 131072"),
            Map.entry(
                    "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$",
                    "a day, month or year: 2026-05-19, 2026-05 or 2026"),
            Map.entry("^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$", "a time of day, such as 16:30"),
            Map.entry(
                    "^(text|image|audio|video|pdf|file)(,(text|image|audio|video|pdf|file))*$",
                    "some of text, image, audio, video, pdf and file, with commas between"),
            Map.entry(
                    "^(text|image|audio|video|pdf|file|embedding)(,(text|image|audio|video|pdf|file|embedding))*$",
                    "some of text, image, audio, video, pdf, file and embedding, with commas between"));

    /** @throws IllegalStateException if a schema has a pattern that has no words here */
    static String of(String pattern) {
        String words = WORDS.get(pattern);
        if (words == null) {
            throw new IllegalStateException("pattern: " + pattern + " (expected: one that has words in PatternWords)");
        }
        return words;
    }

    private PatternWords() {}
}
