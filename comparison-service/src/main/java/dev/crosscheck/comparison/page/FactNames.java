package dev.crosscheck.comparison.page;

import dev.crosscheck.event.catalog.ModelField;

/** What a fact is about, in words. */
public final class FactNames {

    /** Such as {@code the context window}, {@code the offer of fireworks-ai}, {@code the score on mmlu-pro}. */
    public static String of(String field) {
        int slash = field.indexOf('/');
        if (slash < 0) {
            return ModelField.find(field)
                    .map(known -> "the " + FieldText.inSentence(known))
                    .orElse(field);
        }
        int end = field.indexOf('/', slash + 1);
        String subject = end < 0 ? field.substring(slash + 1) : field.substring(slash + 1, end);
        return switch (field.substring(0, slash)) {
            case "offer" -> "the offer by " + subject;
            case "score" -> "the score on " + subject;
            case "statement" -> "the statement " + subject;
            default -> "the " + FieldText.inSentence(ModelField.of(field.substring(0, slash)));
        };
    }

    private FactNames() {}
}
