package dev.crosscheck.comparison.page;

import java.util.List;

/** English in small pieces. */
final class Grammar {

    /** How many names a sentence can carry before it is no sentence any more. */
    static final int NAMES_SHOWN = 5;

    private static final List<String> WORDS =
            List.of("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

    /** {@code one provider}, {@code 12 providers}, {@code no provider}. */
    static String count(int count, String one, String many) {
        return (count <= 1 ? WORDS.get(count) : Integer.toString(count)) + " " + (count <= 1 ? one : many);
    }

    /** {@code a}, {@code a and b}, {@code a, b, and c}. */
    static String list(List<String> items) {
        return switch (items.size()) {
            case 0 -> "";
            case 1 -> items.get(0);
            case 2 -> items.get(0) + " and " + items.get(1);
            default -> String.join(", ", items.subList(0, items.size() - 1)) + ", and " + items.getLast();
        };
    }

    /** As {@link #list}, but at most five, saying so: {@code a, b, c, d, and e (5 of 12 shown)}. */
    static String shortList(List<String> items) {
        return items.size() <= NAMES_SHOWN
                ? list(items)
                : list(items.subList(0, NAMES_SHOWN)) + " (" + NAMES_SHOWN + " of " + items.size() + " shown)";
    }

    /** {@code a} or {@code an}, for words of our own. */
    static String article(String word) {
        return "aeiou".indexOf(Character.toLowerCase(word.charAt(0))) >= 0 ? "an" : "a";
    }

    static String upperFirst(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private Grammar() {}
}
