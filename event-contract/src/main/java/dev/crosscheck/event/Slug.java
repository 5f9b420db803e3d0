package dev.crosscheck.event;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids that people type and that stand in addresses: {@code llama-3.2-1b-instruct}. */
public final class Slug {

    public static final int MAX_LENGTH = 120;

    /** The same pattern stands in the JSON Schemas. */
    public static final String PATTERN = "[a-z0-9]([a-z0-9._-]*[a-z0-9])?";

    private static final Pattern COMPILED = Pattern.compile(PATTERN);

    public static boolean isValid(@Nullable String text) {
        return text != null
                && text.length() <= MAX_LENGTH
                && COMPILED.matcher(text).matches();
    }

    /**
     * @param field named in the error
     * @return {@code text}
     * @throws InvalidEventException if it is no slug
     */
    public static String require(String field, @Nullable String text) {
        if (text == null || !isValid(text)) {
            throw new InvalidEventException(
                    field,
                    text,
                    "1 to " + MAX_LENGTH + " of a-z, 0-9, '.', '_' and '-', with a letter or digit at both ends");
        }
        return text;
    }

    private Slug() {}
}
