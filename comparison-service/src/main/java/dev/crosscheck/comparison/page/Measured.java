package dev.crosscheck.comparison.page;

import dev.crosscheck.event.catalog.Better;
import dev.crosscheck.event.catalog.ModelState.Benchmark;
import dev.crosscheck.event.catalog.ModelState.Score;
import dev.crosscheck.event.catalog.Unit;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One score of a model, ready to be laid beside another.
 *
 * @param score     as the catalog has it
 * @param benchmark the benchmark's name, fit for a sentence
 * @param setting   how it was run, in words
 * @param key       equal for two scores that measure like with like, and for no others
 * @param label     the benchmark, and how it was run where that is stated
 * @param leaderKey what the leaders of a page are listed by
 * @param standing  where it stands, more being better whatever the benchmark's direction
 * @param text      the value with its unit and interval, at its own decimals
 * @param apart     the same with how it was run and who says so
 * @param evidence  id of the score
 */
record Measured(
        Score score,
        String benchmark,
        String setting,
        String key,
        String label,
        String leaderKey,
        Standing standing,
        String text,
        String apart,
        String evidence) {

    /**
     * Like with like: the same benchmark, unit and direction and an equal setting. Where nothing is said
     * of the setting, only one source can be trusted to have kept to one.
     */
    static Measured of(Score score, EvidenceBook book) {
        Benchmark benchmark = score.benchmark();
        String settingKey = SettingText.key(score.setting());
        String key = benchmark.id()
                + '\n'
                + benchmark.unit()
                + '\n'
                + benchmark.better()
                + '\n'
                + settingKey
                + '\n'
                + (settingKey.isEmpty() ? score.provenance().source().id() : "");
        String field = "score/" + benchmark.id() + (settingKey.isEmpty() ? "" : "/" + settingKey);
        String name = PlainText.clean(benchmark.name(), PlainText.NAME, benchmark.id());
        String setting = SettingText.of(score.setting());
        String text = text(score, score.value().scale());
        return new Measured(
                score,
                name,
                setting,
                key,
                SettingText.isStated(score.setting()) ? name + " (" + setting + ")" : name,
                SettingText.leaderKey(benchmark.id(), score.setting()),
                standing(score),
                text,
                text + " (" + setting + ", " + Sources.name(score.provenance().source()) + ")",
                book.add(field, factText(score), score.provenance()));
    }

    Unit unit() {
        return score.benchmark().unit();
    }

    private static Standing standing(Score score) {
        BigDecimal low = least(score.low(), score.value());
        BigDecimal high = most(score.high(), score.value());
        return score.benchmark().better() == Better.HIGHER
                ? new Standing(low, high)
                : new Standing(high.negate(), low.negate());
    }

    /** The value with its unit and interval: {@code 1,287 (1,281 to 1,293)}. */
    String text(int decimals) {
        return decimals == decimals() ? text : text(score, decimals);
    }

    private static String text(Score score, int decimals) {
        String value = withUnit(
                Decimals.atScale(score.value(), decimals), score.benchmark().unit());
        if (score.low() == null && score.high() == null) {
            return value;
        }
        return value + " (" + Decimals.plain(least(score.low(), score.value())) + " to "
                + Decimals.plain(most(score.high(), score.value())) + ")";
    }

    int decimals() {
        return score.value().scale();
    }

    static String withUnit(String number, Unit unit) {
        return switch (unit) {
            case PERCENT -> number + "%";
            case POINTS -> number;
            case SECONDS -> number + " s";
            case TOKENS_PER_SECOND -> number + " tokens/s";
            case WATT_HOURS -> number + " Wh";
            case TONNES_CO2E -> number + " t CO2e";
            case USD -> "$" + number;
        };
    }

    /** A difference with its unit; shares differ by points. */
    static String gap(String number, Unit unit) {
        return switch (unit) {
            case PERCENT, POINTS -> number + (number.equals("1") ? " point" : " points");
            default -> withUnit(number, unit);
        };
    }

    private static String factText(Score score) {
        String interval = score.low() == null && score.high() == null
                ? ""
                : " (" + least(score.low(), score.value()).toPlainString() + " to "
                        + most(score.high(), score.value()).toPlainString() + ")";
        Boolean selfReported = score.selfReported();
        return score.value().toPlainString()
                + interval
                + (selfReported == null
                        ? ""
                        : selfReported ? "; measured by the maker" : "; not measured by the maker");
    }

    /** A source's interval should hold its value; if it does not, the value stands. */
    private static BigDecimal least(@Nullable BigDecimal low, BigDecimal value) {
        return low == null ? value : low.min(value);
    }

    private static BigDecimal most(@Nullable BigDecimal high, BigDecimal value) {
        return high == null ? value : high.max(value);
    }
}
