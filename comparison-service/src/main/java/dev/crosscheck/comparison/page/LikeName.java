package dev.crosscheck.comparison.page;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A model's name without what spellings of one name differ in.
 *
 * @param plain   in small letters, without what stands between words
 * @param undated the same without a date at its end
 */
record LikeName(String plain, String undated) {

    private static final Pattern DATE_AT_END =
            Pattern.compile("\\b(?:19|20)\\d\\d-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12]\\d|3[01])\\p{P}*$");
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("(?<=\\d)[\\p{P}\\s]+(?=\\d)");
    private static final Pattern BESIDE_OTHERS = Pattern.compile("[\\p{P}\\s]+(?!\\d)|(?<!\\d)[\\p{P}\\s]+");

    static LikeName of(String name) {
        return new LikeName(plain(name), plain(DATE_AT_END.matcher(name.strip()).replaceFirst("")));
    }

    /** Two dates at the end are two versions; one is what some sources add to an id, and others do not. */
    boolean isLike(LikeName other) {
        return !plain.isEmpty()
                && (plain.equals(other.plain) || plain.equals(other.undated) || other.plain.equals(undated));
    }

    /** 2.5 stays apart from 25. */
    private static String plain(String name) {
        String small = Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
        return BESIDE_OTHERS
                .matcher(BETWEEN_DIGITS.matcher(small).replaceAll(" "))
                .replaceAll("");
    }
}
