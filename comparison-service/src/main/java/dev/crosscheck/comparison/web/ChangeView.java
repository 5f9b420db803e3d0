package dev.crosscheck.comparison.web;

import dev.crosscheck.comparison.page.Tokens;
import dev.crosscheck.comparison.page.Usd;
import dev.crosscheck.event.comparison.PageChanged;
import dev.crosscheck.event.comparison.PageChanged.Difference;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A change of a page, in words.
 *
 * @param first   name of one model
 * @param second  name of the other
 * @param at      to the minute, in UTC
 * @param verb    whether the world changed, what was known of it was corrected, or both
 * @param causes  the events behind it, a few of them
 * @param more    how many further events
 */
public record ChangeView(
        long number,
        String address,
        String first,
        String second,
        String at,
        String verb,
        List<Line> lines,
        List<Cause> causes,
        int more) {

    private static final int CAUSES_SHOWN = 3;

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** An event, and whether it took back an earlier word. */
    public record Cause(String event, boolean correction) {}

    /** One thing that is different. Null stands for nothing to say. */
    public record Line(
            String what, @Nullable String before, @Nullable String after) {}

    /**
     * @param name      of a model, by id
     * @param benchmark name of a benchmark and its setting, by the key that outcomes use
     */
    static ChangeView of(PageChanged change, UnaryOperator<String> name, UnaryOperator<String> benchmark) {
        List<Line> lines = new ArrayList<>();
        for (Difference difference : change.changes()) {
            lines.add(new Line(
                    what(difference.what(), name, benchmark),
                    value(difference.what(), difference.before(), name),
                    value(difference.what(), difference.after(), name)));
        }
        return new ChangeView(
                change.change(),
                Addresses.pair(change.first(), change.second()),
                name.apply(change.first()),
                name.apply(change.second()),
                minute(change.at()),
                verb(change),
                lines,
                change.causes().stream()
                        .limit(CAUSES_SHOWN)
                        .map(event -> new Cause(event, change.corrections().contains(event)))
                        .toList(),
                Math.max(0, change.causes().size() - CAUSES_SHOWN));
    }

    private static String verb(PageChanged change) {
        return change.isCorrection()
                ? "corrected"
                : change.corrections().isEmpty() ? "changed" : "changed and corrected";
    }

    static String minute(Instant at) {
        return MINUTE.format(at);
    }

    private static String what(String what, UnaryOperator<String> name, UnaryOperator<String> benchmark) {
        int colon = what.indexOf(':');
        if (colon < 0) {
            return switch (what) {
                case "verdict" -> "Verdict";
                case "winner" -> "Dominating model";
                case "cheaper" -> "Cheaper model";
                case "monthly-cost-gap" -> "Gap in monthly cost";
                default -> what;
            };
        }
        String subject = what.substring(colon + 1);
        return switch (what.substring(0, colon)) {
            case "monthly-cost" -> "Monthly cost of " + name.apply(subject);
            case "blended" -> "Blended price of " + name.apply(subject);
            case "leader" -> "Leader on " + benchmark.apply(subject);
            default -> what;
        };
    }

    private static @Nullable String value(String what, @Nullable String value, UnaryOperator<String> name) {
        if (value == null) {
            return null;
        }
        return switch (what.replaceFirst(":.*", "")) {
            case "winner", "cheaper", "leader" -> name.apply(value);
            case "monthly-cost", "monthly-cost-gap" -> Usd.cost(new BigDecimal(value));
            case "blended" -> Usd.exact(new BigDecimal(value)) + " per 1M tokens";
            case "verdict" -> value.replace('-', ' ');
            default -> value;
        };
    }

    /** Counts as pages print them. */
    static String count(long count) {
        return Tokens.exact(count);
    }
}
