package dev.crosscheck.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.event.SourcePolicy.Choice;
import dev.crosscheck.event.SourcePolicy.Other;
import dev.crosscheck.event.SourcePolicy.Reading;
import dev.crosscheck.event.SourcePolicy.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SourcePolicyTest {

    private static final SourcePolicy POLICY = SourcePolicy.standard()
            .with(Map.of("card", "maker", "reseller", "aggregator", "lab", "measurement", "list", "provider-list"));
    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T09:00:00Z");
    private static final Reading<Claim> READING = new Reading<>(
            Claim::provenance, Claim::lastReadAt, (one, other) -> !one.value().equals(other.value()));

    @Test
    void sourceThatIsBelievedMoreWinsOverANewerDate() {
        Choice<Claim> choice = choose(claim("reseller", "54.2", TUESDAY), claim("card", "49.3", MONDAY));

        assertThat(choice.chosen().value()).isEqualTo("49.3");
        assertThat(choice.rule()).isEqualTo("a maker's own card before an aggregator");
    }

    @Test
    void whomToBelieveDependsOnWhatTheySpeakOf() {
        List<Claim> claims = List.of(claim("card", "1", MONDAY), claim("lab", "2", MONDAY), claim("list", "3", MONDAY));

        assertThat(POLICY.choose(Subject.MODEL, claims, READING).chosen().value())
                .isEqualTo("1");
        assertThat(POLICY.choose(Subject.SCORE, claims, READING).chosen().value())
                .isEqualTo("2");
        assertThat(POLICY.choose(Subject.PRICE, claims, READING).chosen().value())
                .isEqualTo("3");
    }

    @Test
    void priceThatNobodyHasReadForAQuarterYields() {
        Claim old = claim("list", "3", MONDAY);
        Claim young = claim("reseller", "2", MONDAY.plus(Duration.ofDays(91)));

        Choice<Claim> choice = POLICY.choose(Subject.PRICE, List.of(old, young), READING);

        assertThat(choice.chosen()).isEqualTo(young);
        assertThat(choice.rule()).isEqualTo("what was last read more than 90 days before another source yields to it");
        assertThat(choice.others()).containsExactly(new Other<>(old, true));
    }

    @Test
    void priceThatIsReadAgainStaysYoung() {
        Instant later = MONDAY.plus(Duration.ofDays(91));
        Claim readAgain = new Claim("3", claim("list", "3", MONDAY).provenance(), later);
        Claim young = claim("reseller", "2", later);

        assertThat(POLICY.choose(Subject.PRICE, List.of(young, readAgain), READING)
                        .chosen())
                .isEqualTo(readAgain);
    }

    @Test
    void whatAModelIsDoesNotAge() {
        Claim old = claim("card", "1", MONDAY);
        Claim young = claim("reseller", "2", MONDAY.plus(Duration.ofDays(3_000)));

        assertThat(choose(old, young).chosen()).isEqualTo(old);
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
        assertThat(choice.others()).extracting(Other::disagrees).containsExactly(false);
    }

    @Test
    void ruleSpeaksOfTheFirstSourceThatDisagrees() {
        Choice<Claim> choice =
                choose(claim("card", "1", MONDAY), claim("other", "1", MONDAY), claim("reseller", "2", TUESDAY));

        assertThat(choice.rule()).isEqualTo("a maker's own card before an aggregator");
        assertThat(choice.others()).extracting(Other::disagrees).containsExactly(false, true);
    }

    @Test
    void providerIsItsOwnListOnItsOwnOffersOnly() {
        List<Claim> claims = List.of(claim("openrouter", "0.3", TUESDAY), claim("models-dev", "0.5", MONDAY));

        Choice<Claim> own = POLICY.choose(Subject.PRICE, claims, about("openrouter"));
        Choice<Claim> ofAnother = POLICY.choose(Subject.PRICE, claims, about("groq"));

        assertThat(own.chosen().value()).isEqualTo("0.3");
        assertThat(own.rule()).isEqualTo("a provider's own list before a curated catalogue");
        assertThat(ofAnother.chosen().value()).isEqualTo("0.5");
        assertThat(ofAnother.rule()).isEqualTo("a curated catalogue before an aggregator");
        assertThat(POLICY.rank(Subject.PROVIDER, "openrouter", "openrouter")).isZero();
    }

    @Test
    void ownListThatNobodyHasReadForAQuarterYieldsToo() {
        Claim young = claim("models-dev", "0.5", MONDAY.plus(Duration.ofDays(91)));

        assertThat(POLICY.choose(Subject.PRICE, List.of(claim("openrouter", "0.3", MONDAY), young), about("openrouter"))
                        .chosen())
                .isEqualTo(young);
    }

    @Test
    void silenceYieldsToAnyWordAndMakesNoneOld() {
        Instant later = MONDAY.plus(Duration.ofDays(91));
        List<Claim> claims =
                List.of(claim("card", "", later), claim("list", "3", MONDAY), claim("reseller", "2", MONDAY));

        Choice<Claim> choice = POLICY.choose(Subject.PRICE, claims, about(""));

        assertThat(choice.chosen().value()).isEqualTo("3");
        assertThat(choice.others()).extracting(other -> other.word().value()).containsExactly("2", "");
        assertThat(choice.rule()).isEqualTo("a provider's own list before an aggregator");
    }

    @Test
    void whereAllAreSilentTheOrderIsTheSame() {
        assertThat(POLICY.choose(
                                Subject.PRICE,
                                List.of(claim("reseller", "", TUESDAY), claim("list", "", MONDAY)),
                                about(""))
                        .chosen()
                        .provenance()
                        .source()
                        .id())
                .isEqualTo("list");
    }

    @Test
    void orderOfTheClaimsChangesNothing() {
        List<Claim> claims = new ArrayList<>(List.of(
                claim("card", "1", MONDAY),
                claim("other", "2", TUESDAY),
                claim("reseller", "3", TUESDAY.plus(Duration.ofDays(100))),
                claim("another", "4", TUESDAY),
                claim("list", "", TUESDAY),
                claim("openrouter", "5", MONDAY)));
        for (Subject subject : Subject.values()) {
            Choice<Claim> expected = POLICY.choose(subject, claims, about("openrouter"));
            Random random = new Random(7);
            for (int i = 0; i < 50; i++) {
                Collections.shuffle(claims, random);

                assertThat(POLICY.choose(subject, claims, about("openrouter"))).isEqualTo(expected);
            }
        }
    }

    @Test
    void kindThatThePolicyDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> POLICY.with(Map.of("card", "oracle")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("kind of card: oracle (expected: ");
    }

    private static Choice<Claim> choose(Claim... claims) {
        return POLICY.choose(Subject.MODEL, List.of(claims), READING);
    }

    /** Words about a provider, of which the empty one says nothing. */
    private static Reading<Claim> about(String provider) {
        return new Reading<>(
                READING.provenance(),
                READING.lastReadAt(),
                READING.disagree(),
                _ -> provider,
                claim -> claim.value().isEmpty());
    }

    private static Claim claim(String source, String value, Instant observedAt) {
        return new Claim(
                value,
                new Provenance(new Source(source, source, null), observedAt, observedAt, "event-" + source),
                observedAt);
    }

    private record Claim(String value, Provenance provenance, Instant lastReadAt) {}
}
