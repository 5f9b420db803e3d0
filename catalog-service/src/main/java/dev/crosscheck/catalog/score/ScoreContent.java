package dev.crosscheck.catalog.score;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crosscheck.event.EventId;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.catalog.ScoreReported;
import dev.crosscheck.event.catalog.Setting;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a score says. The fields are those of {@link ScoreReported}; equal scores have equal texts.
 *
 * @param setting how it was run
 */
public record ScoreContent(
        Setting setting,
        BigDecimal value,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean selfReported,
        @Nullable String evidenceUrl) {

    public ScoreContent {
        // An absent setting is written as nothing.
        setting = setting == null ? Setting.UNSTATED : setting;
        value = plain(value);
        low = low == null ? null : plain(low);
        high = high == null ? null : plain(high);
    }

    /** The item of the claim: two scores are of one item if benchmark and setting are the same. */
    public static String item(String benchmark, Setting setting) {
        return benchmark + "/" + EventId.of(new String(EventJson.write(setting), StandardCharsets.UTF_8));
    }

    /** The benchmark of such an item. */
    public static String benchmark(String item) {
        return item.substring(0, item.indexOf('/'));
    }

    /** Null if the event takes the score back. */
    public static @Nullable String of(ScoreReported event) {
        BigDecimal value = event.value();
        if (value == null) {
            return null;
        }
        return new String(
                EventJson.write(new ScoreContent(
                        event.setting(), value, event.low(), event.high(), event.selfReported(), event.evidenceUrl())),
                StandardCharsets.UTF_8);
    }

    public static ScoreContent read(String content) {
        return EventJson.read(content.getBytes(StandardCharsets.UTF_8), ScoreContent.class);
    }

    /** BigDecimal holds 70 and 70.0 to be different; a score does not. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
