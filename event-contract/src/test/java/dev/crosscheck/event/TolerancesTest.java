package dev.crosscheck.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.Rate;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TolerancesTest {

    private static final Tolerances TOLERANCES = SourcePolicy.standard().tolerances();

    @ParameterizedTest(name = "{0} {1} and {2}: {3}")
    @CsvSource({
        "contextTokens,   128000,     128500,     false",
        "contextTokens,   128000,     131072,     true",
        "contextTokens,   128000,     60000,      true",
        "released,        2024-09,    2024-09-25, false",
        "released,        2024-09-24, 2024-09-25, true",
        "maker,           Mistral AI, mistral ai, false",
        "maker,           Mistral AI, Mistral,    true",
        "vision,          true,       false,      true",
    })
    void tellsRoundingFromDisagreement(String field, String one, String other, boolean disagree) {
        assertThat(TOLERANCES.disagree(ModelField.of(field).type(), one, other)).isEqualTo(disagree);
        assertThat(TOLERANCES.disagree(ModelField.of(field).type(), other, one)).isEqualTo(disagree);
    }

    @ParameterizedTest(name = "{0} {1} ({2} to {3}) and {4}: {5}")
    @CsvSource({
        "PERCENT, 49.3, ,     ,     49,   false",
        "PERCENT, 49.3, ,     ,     49.8, false",
        "PERCENT, 49.3, ,     ,     49.9, true",
        "PERCENT, 49.3, ,     ,     54.2, true",
        "PERCENT, 49.3, 47.0, 51.6, 51.6, false",
        "PERCENT, 49.3, 47.0, 51.6, 51.7, true",
        "POINTS,  1290, ,     ,     1290.4, false",
        "POINTS,  1290, ,     ,     1291, true",
        "SECONDS, 1.00, ,     ,     1.01, false",
        "SECONDS, 1.00, ,     ,     1.02, true",
    })
    void scoresAreAsFarApartAsTheirUnitSays(
            Unit unit,
            BigDecimal chosen,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            BigDecimal other,
            boolean disagree) {
        assertThat(TOLERANCES.disagree(unit, chosen, low, high, other)).isEqualTo(disagree);
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({"0.26, 0.2574, false", "0.26, 0.25, true", "0, 0, false", "0, 0.01, true"})
    void pricesAreApartByAShareOfTheLarger(String one, String other, boolean disagree) {
        assertThat(TOLERANCES.disagree(List.of(input(one)), List.of(input(other))))
                .isEqualTo(disagree);
        assertThat(TOLERANCES.disagree(List.of(input(other)), List.of(input(one))))
                .isEqualTo(disagree);
    }

    @Test
    void priceThatOnlyOneSourceGivesIsNoDisagreement() {
        assertThat(TOLERANCES.disagree(List.of(input("1")), List.of())).isFalse();
    }

    private static Rate input(String price) {
        return Rate.standard(Component.INPUT, price);
    }
}
