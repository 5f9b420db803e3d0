package dev.crosscheck.publisher.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment as a person types it. A day is its beginning in UTC, as in a file. */
public final class Moment implements ITypeConverter<Instant> {

    private static final int LENGTH_OF_A_DAY = "2026-08-21".length();

    @Override
    public Instant convert(String text) {
        try {
            return text.length() == LENGTH_OF_A_DAY
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException _) {
            throw new TypeConversionException(text + " (expected: 2026-08-21 or 2026-08-21T00:00:00Z)");
        }
    }
}
