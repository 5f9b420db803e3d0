package dev.crosscheck.kit.http;

import dev.crosscheck.kit.problem.ProblemException;
import dev.crosscheck.kit.time.AsOf;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Past moments as they come in addresses: {@code ?asOf=2026-03-02&knownAt=2026-03-05T09:00:00Z}. */
public final class AsOfRequest {

    /** Clocks differ: a moment so little ahead is now. Events are allowed as much. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** Nothing here is older; an earlier moment is a slip. */
    private static final Instant EARLIEST = Instant.EPOCH;

    private static final int SHOWN = 60;

    /**
     * @param asOf    a moment or a day, which stands for its end in UTC; null for now
     * @param knownAt likewise
     * @throws ProblemException 400, if one is neither, or is before 1970 or still to come
     */
    public static AsOf read(@Nullable String asOf, @Nullable String knownAt, Instant now) {
        return new AsOf(moment("asOf", asOf, now), moment("knownAt", knownAt, now));
    }

    private static @Nullable Instant moment(String field, @Nullable String text, Instant now) {
        if (text == null) {
            return null;
        }
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        Instant moment;
        try {
            if (text.length() == "2026-03-02".length()) {
                LocalDate day = LocalDate.parse(text);
                if (day.equals(today)) {
                    return null;
                }
                moment =
                        day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minus(1, ChronoUnit.MICROS);
            } else {
                moment = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
            }
        } catch (DateTimeException _) {
            throw invalid(field, text, now);
        }
        if (moment.isBefore(EARLIEST) || moment.isAfter(now.plus(TOLERANCE))) {
            throw invalid(field, text, now);
        }
        return moment;
    }

    private static ProblemException invalid(String field, String text, Instant now) {
        String clean = text.replaceAll("\\p{Cntrl}", "\uFFFD");
        return ProblemException.badRequest(
                "invalid-moment",
                "Not a moment of the past",
                field + ": " + (clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "…")
                        + " (expected: a moment such as 2026-03-02T09:00:00Z or a day such as 2026-03-02, from 1970 to "
                        + now.truncatedTo(ChronoUnit.SECONDS) + ", which is now)");
    }

    private AsOfRequest() {}
}
