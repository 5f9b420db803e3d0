package dev.crosscheck.publisher.identity;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A name in the one form in which names are compared: lower case, words and numbers apart.
 *
 * <p>{@code Llama-3_3-70B}, {@code llama3.3:70b} and {@code llama-v3p3-70b} without its v are all
 * {@code llama-3-3-70b}. Digits are never joined or split: {@code gpt-52} is not {@code gpt-5-2}.
 */
record ModelKey(String text) {

    /** Fireworks AI and others write a decimal point as p. */
    private static final Pattern POINT = Pattern.compile("(?<=\\d)p(?=\\d)");

    private static final Pattern VERSION_OF_LLAMA = Pattern.compile("^llama-v-(?=\\d)");
    private static final Pattern BETWEEN = Pattern.compile("[._\\-\\s:@+]+");
    private static final Pattern LETTER_DIGIT = Pattern.compile("(?<=[a-z])(?=\\d)");
    private static final Pattern EDGES = Pattern.compile("^-|-$");

    static ModelKey of(String name) {
        String key = POINT.matcher(name.toLowerCase(Locale.ROOT)).replaceAll(".");
        key = EDGES.matcher(BETWEEN.matcher(key).replaceAll("-")).replaceAll("");
        key = LETTER_DIGIT.matcher(key).replaceAll("-");
        return new ModelKey(VERSION_OF_LLAMA.matcher(key).replaceFirst("llama-"));
    }

    List<String> words() {
        return List.of(text.split("-"));
    }

    boolean beginsWith(ModelKey shorter) {
        return text.startsWith(shorter.text + "-");
    }
}
