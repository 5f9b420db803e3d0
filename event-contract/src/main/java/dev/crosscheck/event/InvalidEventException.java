package dev.crosscheck.event;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An event that will never be right. It names the field, the value met and the value expected. */
public final class InvalidEventException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 200;

    private final transient List<Finding> findings;

    /**
     * @param field    the JSON pointer or name of the field
     * @param met      the value found there; shortened, since it may be anything
     * @param expected what would have been right
     */
    public InvalidEventException(String field, @Nullable Object met, String expected) {
        this(List.of(new Finding(field, shown(met), expected)));
    }

    /**
     * @param findings what is wrong, the first thing first; at least one
     */
    public InvalidEventException(List<Finding> findings) {
        super(findings.stream().map(Finding::toString).collect(Collectors.joining("; ")));
        this.findings = List.copyOf(findings);
    }

    /** The same findings, of fields that stand under a prefix. */
    InvalidEventException under(String prefix) {
        return renamed(field -> prefix + field);
    }

    /** The same findings, each field as a JSON pointer: {@code /rates/0/amount} for {@code rates.0.amount}. */
    InvalidEventException asPointers() {
        return renamed(field -> field.startsWith("/") ? field : "/" + field.replace('.', '/'));
    }

    private InvalidEventException renamed(UnaryOperator<String> name) {
        return new InvalidEventException(findings.stream()
                .map(one -> new Finding(name.apply(one.field()), one.met(), one.expected()))
                .toList());
    }

    /** The first field that is wrong. */
    public String field() {
        return findings.getFirst().field();
    }

    public String met() {
        return findings.getFirst().met();
    }

    public String expected() {
        return findings.getFirst().expected();
    }

    /** Everything found wrong, up to a few. */
    public List<Finding> findings() {
        return findings;
    }

    /** One thing that is wrong. */
    public record Finding(String field, String met, String expected) {

        public Finding {
            field = plain(field);
        }

        public static Finding of(String field, @Nullable Object met, String expected) {
            return new Finding(field, shown(met), expected);
        }

        @Override
        public String toString() {
            return field + ": " + met + " (expected: " + expected + ")";
        }
    }

    private static String shown(@Nullable Object met) {
        if (met instanceof JsonNode node && node.isString()) {
            return '"' + shortened(node.stringValue()) + '"';
        }
        return shortened(String.valueOf(met));
    }

    private static String shortened(String met) {
        String text = plain(met);
        return text.length() <= SHOWN ? text : cut(text) + "… (" + text.length() + " characters)";
    }

    /** Half a surrogate pair cannot be stored or sent as UTF-8; control characters turn or break a line. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cs}\\x{80}-\\x{9F}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]", "\uFFFD");
    }

    private static String cut(String text) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN);
    }
}
