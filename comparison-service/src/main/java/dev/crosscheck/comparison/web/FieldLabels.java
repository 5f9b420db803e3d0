package dev.crosscheck.comparison.web;

import java.util.Locale;

/** The names of fields as a reader knows them. */
final class FieldLabels {

    /**
     * Makes {@code contextTokens} "context tokens" and {@code offer/fireworks-ai/input} "offer ›
     * fireworks-ai › input". Ids keep their spelling; only the camel case of our own fields is undone.
     */
    static String of(String field) {
        StringBuilder label = new StringBuilder(field.length() + 8);
        String separator = "";
        for (String part : field.split("/")) {
            label.append(separator).append(part.matches("[a-z]+([A-Z][a-z]+)+") ? words(part) : part);
            separator = " › ";
        }
        return label.toString();
    }

    private static String words(String camelCase) {
        return camelCase.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private FieldLabels() {}
}
