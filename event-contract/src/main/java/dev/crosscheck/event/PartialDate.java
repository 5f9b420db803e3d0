package dev.crosscheck.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.regex.Pattern;

/**
 * A date as exact as its source: {@code 2024}, {@code 2024-09} or {@code 2024-09-25}.
 *
 * @param text the ISO form, which says how exact it is
 */
public record PartialDate(@JsonValue String text) implements Comparable<PartialDate> {

    private static final Pattern FORM = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?");

    @JsonCreator
    public PartialDate {
        try {
            if (!FORM.matcher(text).matches()) {
                throw new DateTimeException(text);
            }
            firstDay(text);
        } catch (DateTimeException _) {
            throw new InvalidEventException("date", text, "YYYY, YYYY-MM or YYYY-MM-DD");
        }
    }

    /** The first day that the date can mean. */
    public LocalDate firstDay() {
        return firstDay(text);
    }

    private static LocalDate firstDay(String text) {
        return switch (text.length()) {
            case 4 -> Year.parse(text).atDay(1);
            case 7 -> YearMonth.parse(text).atDay(1);
            default -> LocalDate.parse(text);
        };
    }

    /** By first possible day, then the vaguer first. */
    @Override
    public int compareTo(PartialDate other) {
        int byDay = firstDay().compareTo(other.firstDay());
        return byDay != 0 ? byDay : Integer.compare(text.length(), other.text.length());
    }

    @Override
    public String toString() {
        return text;
    }
}
