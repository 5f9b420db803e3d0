package dev.crosscheck.publisher.source;

import java.util.Locale;
import java.util.regex.Pattern;

/** Words in the names of offers. */
public final class Words {

    /** The word, not "freedom": {@code glm-5-free}, {@code gpt-oss-20b:free}, {@code Kimi K2 (Free)}. */
    private static final Pattern SAYS_FREE = Pattern.compile("(^|[^a-z])free([^a-z]|$)");

    /** Whether a name says in so many words that the offer costs nothing. */
    public static boolean sayFree(String name) {
        return SAYS_FREE.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    private Words() {}
}
