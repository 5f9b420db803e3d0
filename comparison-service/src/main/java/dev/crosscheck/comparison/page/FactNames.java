package dev.crosscheck.comparison.page;

import dev.crosscheck.event.catalog.ModelField;

/** What a fact is about, in words. */
public final class FactNames {

    /** Such as {@code the context window}, {@code the offer of fireworks-ai}, {@code the score on mmlu-pro}. */
    public static String of(String field) {
        int slash = field.indexOf('/');
        if (slash < 0) {
            return ModelField.find(field).map(FieldText::named).orElse(field);
        }
        int end = field.indexOf('/', slash + 1);
        String subject = end < 0 ? field.substring(slash + 1) : field.substring(slash + 1, end);
        return switch (field.substring(0, slash)) {
            case "offer" -> "the offer of " + subject;
            case "score" -> "the score on " + subject;
            case "statement" -> "the statement " + subject;
            default -> FieldText.named(ModelField.of(field.substring(0, slash)));
        };
    }

    /** Such as {@code the licence of Mixtral 8x7B} or {@code the offer of fireworks-ai for Mixtral 8x7B}. */
    static String of(String field, String model) {
        return of(field) + (field.indexOf('/') < 0 ? " of " : " for ") + model;
    }

    private FactNames() {}
}
