package dev.crosscheck.event.catalog;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.PartialDate;
import dev.crosscheck.event.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What values a field can take, and the one text by which each value is stored, compared and shown
 * as evidence. Equal facts have equal texts.
 */
public sealed interface FieldType {

    int MAX_TEXT_LENGTH = 300;

    FieldType TEXT = new Text();
    FieldType URL = new Url();
    FieldType COUNT = new Count();
    FieldType DATE = new Date();
    FieldType FLAG = new Flag();

    static FieldType choice(String... options) {
        return new Choice(List.of(options));
    }

    static FieldType choices(String... options) {
        return new Choices(List.of(options));
    }

    /**
     * The one text of a value.
     *
     * @throws InvalidEventException if the value does not fit the field
     */
    String canonical(String field, String text);

    /** Free text of one line. */
    record Text() implements FieldType {
        @Override
        public String canonical(String field, String text) {
            String line = text.strip().replaceAll("\\s+", " ");
            Texts.requireLength(field, line, 1, MAX_TEXT_LENGTH);
            if (line.codePoints().anyMatch(Character::isISOControl)) {
                throw new InvalidEventException(field, text, "text without control characters");
            }
            return line;
        }
    }

    /** A link, http or https. */
    record Url() implements FieldType {
        @Override
        public String canonical(String field, String text) {
            Texts.requireWebUrl(field, text);
            return text;
        }
    }

    /** A whole number above zero. */
    record Count() implements FieldType {
        private static final Pattern FORM = Pattern.compile("[1-9]\\d{0,17}");

        @Override
        public String canonical(String field, String text) {
            if (!FORM.matcher(text).matches()) {
                throw new InvalidEventException(field, text, "a whole number of at least 1");
            }
            return text;
        }
    }

    /** A {@link PartialDate}. */
    record Date() implements FieldType {
        @Override
        public String canonical(String field, String text) {
            try {
                return new PartialDate(text).text();
            } catch (InvalidEventException e) {
                throw new InvalidEventException(field, text, e.expected());
            }
        }
    }

    /** Yes or no. Not known is an absent fact, never {@code false}. */
    record Flag() implements FieldType {
        @Override
        public String canonical(String field, String text) {
            if (!text.equals("true") && !text.equals("false")) {
                throw new InvalidEventException(field, text, "true or false");
            }
            return text;
        }
    }

    /** One of a few words. */
    record Choice(List<String> options) implements FieldType {
        @Override
        public String canonical(String field, String text) {
            if (!options.contains(text)) {
                throw new InvalidEventException(field, text, "one of " + String.join(", ", options));
            }
            return text;
        }
    }

    /** Some of a few words, sorted, with commas between. */
    record Choices(List<String> options) implements FieldType {
        @Override
        public String canonical(String field, String text) {
            Set<String> chosen = Arrays.stream(text.split(",")).collect(Collectors.toCollection(TreeSet::new));
            if (!options.containsAll(chosen)) {
                throw new InvalidEventException(field, text, "some of " + String.join(", ", options));
            }
            return String.join(",", chosen);
        }
    }
}
