package dev.crosscheck.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.event.SourcePolicy.Choice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SourcePolicyTest {

    private static final SourcePolicy POLICY = new SourcePolicy(Map.of("card", 10, "reseller", 70));
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T09:00:00Z");

    @Test
    void lowerRankWinsOverANewerDate() {
        Choice<Claim> choice = choose(claim("reseller", "54.2", TUESDAY), claim("card", "49.3", MONDAY));

        assertThat(choice.chosen().value()).isEqualTo("49.3");
        assertThat(choice.rule()).isEqualTo("a maker's own card before an aggregator");
    }

    @Test
    void newestWinsAmongEqualRanks() {
        Choice<Claim> choice = choose(claim("one", "1", MONDAY), claim("two", "2", TUESDAY));

        assertThat(choice.chosen().value()).isEqualTo("2");
        assertThat(choice.rule()).isEqualTo("the newest among sources of equal rank");
    }

    @Test
    void sourceIdDecidesAmongEqualRanksAndDates() {
        Choice<Claim> choice = choose(claim("two", "2", MONDAY), claim("one", "1", MONDAY));

        assertThat(choice.chosen().value()).isEqualTo("1");
        assertThat(choice.rule()).isEqualTo("the first by source id among sources of equal rank and date");
    }

    @Test
    void agreementNeedsNoRule() {
        Choice<Claim> choice = choose(claim("one", "1", MONDAY), claim("card", "1", MONDAY));

        assertThat(choice.rule()).isNull();
        assertThat(choice.others()).hasSize(1);
    }

    @Test
    void ruleSpeaksOfTheFirstSourceThatDisagrees() {
        Choice<Claim> choice =
                choose(claim("card", "1", MONDAY), claim("other", "1", MONDAY), claim("reseller", "2", TUESDAY));

        assertThat(choice.rule()).isEqualTo("a maker's own card before an aggregator");
    }

    @Test
    void orderOfTheClaimsChangesNothing() {
        List<Claim> claims = new ArrayList<>(List.of(
                claim("card", "1", MONDAY),
                claim("other", "2", TUESDAY),
                claim("reseller", "3", TUESDAY),
                claim("another", "4", TUESDAY)));
        Choice<Claim> expected = POLICY.choose(claims, Claim::provenance, Claim::value);
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(claims, random);

            assertThat(POLICY.choose(claims, Claim::provenance, Claim::value)).isEqualTo(expected);
        }
    }

    @Test
    void ranksOutsideOneToNinetyNineAreRefused() {
        assertThatThrownBy(() -> new SourcePolicy(Map.of("card", 0))).hasMessage("rank of card: 0 (expected: 1 to 99)");
    }

    private static Choice<Claim> choose(Claim... claims) {
        return POLICY.choose(List.of(claims), Claim::provenance, Claim::value);
    }

    private static Claim claim(String source, String value, Instant observedAt) {
        return new Claim(
                value, new Provenance(new Source(source, source, null), observedAt, observedAt, "event-" + source));
    }

    private record Claim(String value, Provenance provenance) {}
}
