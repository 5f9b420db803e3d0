package dev.crosscheck.publisher.source;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The day a file was taken, where its name says so: {@code models.2026-08-22.json}. */
public final class FileDate {

    private static final Pattern DATE = Pattern.compile("(?<!\\d)(\\d{4}-\\d{2}-\\d{2})(?!\\d)");

    /** The first date in the file's name. */
    public static Optional<LocalDate> inName(Path file) {
        return in(String.valueOf(file.getFileName()));
    }

    /** The first date in a text. */
    public static Optional<LocalDate> in(String text) {
        Matcher date = DATE.matcher(text);
        if (!date.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(date.group(1)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private FileDate() {}
}
