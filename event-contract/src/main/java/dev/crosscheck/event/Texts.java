package dev.crosscheck.event;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Limits on text from outside. What it says is data: whoever prints it escapes it. */
public final class Texts {

    public static final int MAX_URL_LENGTH = 2_000;

    public static void requireLength(String field, String text, int min, int max) {
        int length = text.codePointCount(0, text.length());
        if (length < min || length > max) {
            throw new InvalidEventException(field, text, min + " to " + max + " characters");
        }
    }

    /** For names and reasons: blanks and punctuation alone tell nobody anything. */
    public static void requireWords(String field, String text, int max) {
        requireLength(field, text, 1, max);
        if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
            throw new InvalidEventException(field, text, "words, with a letter or digit at least");
        }
    }

    /** Accepts null: an absent link is fine, a dangerous one is not. */
    public static void requireWebUrl(String field, @Nullable String url) {
        if (url != null && !isWebUrl(url)) {
            throw new InvalidEventException(
                    field,
                    url,
                    "an absolute http or https URL without a user, of at most " + MAX_URL_LENGTH + " characters");
        }
    }

    public static boolean isWebUrl(String url) {
        if (url.length() > MAX_URL_LENGTH) {
            return false;
        }
        try {
            URI uri = new URI(url);
            return uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
        } catch (URISyntaxException _) {
            return false;
        }
    }

    private Texts() {}
}
