package dev.crosscheck.comparison.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each formula of docs/methodology.md as a table that anyone can check. */
class FormulasTest {

    @ParameterizedTest(name = "${0} in, ${1} out, {2} + {3} tokens: {4}")
    @CsvSource({
        "0.027, 0.20, 800000000, 250000000, 71.6",
        "0.02,  0.05, 800000000, 250000000, 28.5",
        "0.10,  0.10, 800000000, 250000000, 105",
        "2.40,  2.40, 800000000, 250000000, 2520",
        "0.50,  1.50, 1000000,   250000,    0.875",
        "0,     1.50, 1000000,   0,         0",
        "0.000000007, 0, 1, 0, 0.000000000000007",
    })
    void monthlyCostIsExact(String input, String output, long in, long out, BigDecimal cost) {
        assertThat(MonthlyCost.of(UsdPerMtok.of(input), UsdPerMtok.of(output), new Traffic(in, out)))
                .isEqualTo(cost);
    }

    @ParameterizedTest(name = "${0} in, ${1} out, {2}% input: ${3}")
    @CsvSource({
        "0.027, 0.20, 70,  0.0789",
        "0.02,  0.05, 70,  0.029",
        "0.10,  0.10, 70,  0.1",
        "0.30,  0.90, 70,  0.48",
        "3,     15,   0,   15",
        "3,     15,   100, 3",
    })
    void blendWeighsInputByItsShare(String input, String output, int share, BigDecimal blended) {
        assertThat(BlendedPrice.of(UsdPerMtok.of(input), UsdPerMtok.of(output), share))
                .isEqualTo(blended);
    }

    @ParameterizedTest(name = "{0} against {1}: {2}")
    @CsvSource({
        "0.10, 0.30, 66.7% cheaper",
        "0.10, 0.48, 79.2% cheaper",
        "1,    5,    80% cheaper",
        "0.10, 0.90, 88.9% cheaper; the higher is about 9 times the lower",
        "0.10, 2.40, 95.8% cheaper; the higher is about 24 times the lower",
        "0.01, 1000, more than 99.9% cheaper; the higher is about 100000 times the lower",
        "0.9999, 1,  less than 0.1% cheaper",
        "0,    5,    nothing to pay",
    })
    void cheaperNeverExceedsEverything(BigDecimal low, BigDecimal high, String text) {
        assertThat(new Cheaper(low, high).text().replace(",", "")).isEqualTo(text);
    }

    @Test
    void equalAmountsAreNotCheaper() {
        assertThatThrownBy(() -> new Cheaper(BigDecimal.ONE, new BigDecimal("1.00")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: at least 0 and less than 1.00");
    }

    @Test
    void routesMeetWhereInputMakesUpForOutput() {
        assertThat(BreakEven.inputPerOutput(price("1"), price("5"), price("2"), price("3")))
                .isEqualByComparingTo("2");
        assertThat(BreakEven.inputPerOutput(price("2"), price("3"), price("1"), price("5")))
                .isNull();
        assertThat(BreakEven.inputPerOutput(price("1"), price("3"), price("2"), price("5")))
                .isNull();
    }

    @Test
    void routesMeetWhereTheCacheMakesUpForTheGap() {
        assertThat(BreakEven.cachedShare(new BigDecimal("40"), new BigDecimal("100"), new BigDecimal("20")))
                .isEqualByComparingTo("0.5");
        assertThat(BreakEven.cachedShare(new BigDecimal("40"), new BigDecimal("50"), new BigDecimal("20")))
                .isNull();
        assertThat(BreakEven.cachedShare(BigDecimal.ZERO, new BigDecimal("50"), new BigDecimal("20")))
                .isNull();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0.027 | $0.027",
                "71.60 | $71.60",
                "2415 | $2,415",
                "2.4 | $2.40",
                "0.1 | $0.10",
                "0 | $0",
                "1234567.891 | $1,234,567.891",
                "1E+3 | $1,000",
                "-1.5 | -$1.50",
            })
    void moneyIsExact(BigDecimal amount, String text) {
        assertThat(Usd.exact(amount)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "0.0325 | $0.0325",
                "6666.6666664 | about $6,666.67",
                "0.00001234567 | about $0.00001235",
                "0.0000056 | about $0.0000056",
            })
    void costsAreRoundedOnlyWhereTheySaySo(BigDecimal amount, String text) {
        assertThat(Usd.cost(amount)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} tokens: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1 token",
                "8192 | 8,192 tokens",
                "16384 | 16,384 (16.4K) tokens",
                "128000 | 128,000 (128K) tokens",
                "131072 | 131,072 (131K) tokens",
                "999999 | 999,999 (1M) tokens",
                "1048576 | 1,048,576 (1.05M) tokens",
            })
    void aThousandTokensAreAThousand(long tokens, String text) {
        assertThat(Tokens.counted(tokens)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} parameters: {1}")
    @CsvSource({"1230000000, 1.23B", "8000000000, 8B", "405000000000, 405B", "141000000000, 141B", "1000000000000, 1T"})
    void parametersHaveThreeDigits(long parameters, String text) {
        assertThat(Tokens.rounded(parameters)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} tokens in short: {1}")
    @CsvSource(
            delimiter = '|',
            value = {"800000000 | 800M", "250000 | 250K", "1500 | 1,500", "1234567 | 1,234,567", "9000 | 9,000", "0 | 0"
            })
    void shortTrafficLosesNothing(long tokens, String text) {
        assertThat(Tokens.compact(tokens)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} of one: {1}")
    @CsvSource({"0, no provider", "1, one provider", "2, 2 providers", "12, 12 providers"})
    void countsAgree(int count, String text) {
        assertThat(Grammar.count(count, "provider", "providers")).isEqualTo(text);
    }

    @Test
    void listsSayHowManyTheyShow() {
        assertThat(Grammar.list(List.of("a"))).isEqualTo("a");
        assertThat(Grammar.list(List.of("a", "b"))).isEqualTo("a and b");
        assertThat(Grammar.list(List.of("a", "b", "c"))).isEqualTo("a, b, and c");
        assertThat(Grammar.shortList(List.of("a", "b", "c", "d", "e", "f")))
                .isEqualTo("a, b, c, d, and e (5 of 6 shown)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "ar-EG-u-nu-arab", "tr-TR", "hi-IN"})
    void noLocaleChangesAPage(String locale) {
        Page expected = page();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(locale));
            assertThat(page()).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static Page page() {
        return PageAssembler.assemble(
                ReferenceProfiles.llama321bInstruct(), ReferenceProfiles.llama318bInstruct(), ComparisonPolicy.DEFAULT);
    }

    private static UsdPerMtok price(String amount) {
        return UsdPerMtok.of(amount);
    }
}
