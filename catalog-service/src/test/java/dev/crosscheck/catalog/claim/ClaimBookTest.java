package dev.crosscheck.catalog.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.catalog.claim.ClaimDecision.Changed;
import dev.crosscheck.catalog.claim.ClaimDecision.Corrected;
import dev.crosscheck.catalog.claim.ClaimDecision.Late;
import dev.crosscheck.catalog.claim.ClaimDecision.New;
import dev.crosscheck.catalog.claim.ClaimDecision.TakenBack;
import dev.crosscheck.catalog.claim.ClaimDecision.Unchanged;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimBookTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-03-03T09:00:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2026-03-04T09:00:00Z");
    private static final ClaimKey KEY = new ClaimKey("large-2", ClaimKind.FACT, "contextTokens", "models-dev");

    @Test
    void firstWordIsNew() {
        Claim claim = claim("131072", MONDAY);

        assertThat(ClaimBook.decide(claim, Optional.empty())).isEqualTo(new New(claim));
    }

    @Test
    void anotherWordLaterIsAChange() {
        Claim claim = claim("200000", TUESDAY);

        assertThat(ClaimBook.decide(claim, held("131072", MONDAY))).isEqualTo(new Changed(claim));
    }

    @Test
    void anotherWordMarkedAsCorrectionIsOne() {
        Claim claim = correction("200000", TUESDAY);

        assertThat(ClaimBook.decide(claim, held("131072", MONDAY))).isEqualTo(new Corrected(claim));
    }

    @Test
    void sameWordLaterIsUnchanged() {
        Optional<HeldClaim> held = held("131072", MONDAY);

        assertThat(ClaimBook.decide(claim("131072", TUESDAY), held))
                .isEqualTo(new Unchanged(confirmed("131072", MONDAY, TUESDAY).orElseThrow()));
    }

    @Test
    void sameWordMarkedAsCorrectionIsUnchanged() {
        Optional<HeldClaim> held = held("131072", MONDAY);

        assertThat(ClaimBook.decide(correction("131072", TUESDAY), held)).isInstanceOf(Unchanged.class);
    }

    @Test
    void olderWordIsLate() {
        Claim claim = claim("8192", MONDAY);

        assertThat(ClaimBook.decide(claim, held("131072", TUESDAY))).isEqualTo(new Late(claim, TUESDAY));
    }

    @Test
    void wordFromBeforeTheLastConfirmationIsLate() {
        Claim claim = claim("8192", TUESDAY);

        assertThat(ClaimBook.decide(claim, confirmed("131072", MONDAY, WEDNESDAY)))
                .isEqualTo(new Late(claim, WEDNESDAY));
    }

    @Test
    void nothingTakesTheWordBack() {
        Claim claim = claim(null, TUESDAY);

        assertThat(ClaimBook.decide(claim, held("131072", MONDAY))).isEqualTo(new TakenBack(claim));
    }

    @Test
    void wordTakenBackDoesNotComeBackByAnOlderEvent() {
        Claim claim = claim("131072", MONDAY);

        assertThat(ClaimBook.decide(claim, held(null, TUESDAY))).isEqualTo(new Late(claim, TUESDAY));
    }

    @Test
    void wordTakenBackCanBeGivenAnew() {
        Claim claim = claim("131072", WEDNESDAY);

        assertThat(ClaimBook.decide(claim, held(null, TUESDAY))).isEqualTo(new Changed(claim));
    }

    @Test
    void correctionOfTheSameMomentWinsWhicheverComesFirst() {
        Claim wrong = claim("999", MONDAY);
        Claim right = correction("131072", MONDAY);

        assertThat(ClaimBook.decide(right, hold(wrong))).isEqualTo(new Corrected(right));
        assertThat(ClaimBook.decide(wrong, hold(right))).isEqualTo(new Late(wrong, MONDAY));
    }

    /** Whatever the order and however often, the same words leave the same one. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyOrderOfDeliveriesLeavesTheSameWord(long seed) {
        Random random = new Random(seed);
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            claims.add(new Claim(
                    KEY,
                    null,
                    random.nextInt(4) == 0 ? null : String.valueOf(random.nextInt(3)),
                    provenance("event-" + i, MONDAY.plusSeconds(random.nextInt(6))),
                    random.nextInt(4) == 0));
        }
        Optional<String> inOrder = outcome(claims);

        for (int shuffle = 0; shuffle < 50; shuffle++) {
            List<Claim> deliveries = new ArrayList<>(claims);
            deliveries.addAll(claims.subList(0, random.nextInt(claims.size())));
            Collections.shuffle(deliveries, random);
            assertThat(outcome(deliveries)).as("seed %s", seed).isEqualTo(inOrder);
        }
    }

    private static Optional<String> outcome(List<Claim> deliveries) {
        Optional<HeldClaim> held = Optional.empty();
        for (Claim delivery : deliveries) {
            held = switch (ClaimBook.decide(delivery, held)) {
                case New(Claim claim) -> hold(claim);
                case Changed(Claim claim) -> hold(claim);
                case Corrected(Claim claim) -> hold(claim);
                case TakenBack(Claim claim) -> hold(claim);
                case Unchanged(HeldClaim confirmed) -> Optional.of(confirmed);
                case Late _ -> held;
            };
        }
        return held.map(HeldClaim::content).filter(Objects::nonNull);
    }

    private static Optional<HeldClaim> hold(Claim claim) {
        return Optional.of(new HeldClaim(
                claim.key(),
                null,
                claim.content(),
                claim.provenance(),
                claim.provenance().observedAt(),
                claim.correction()));
    }

    private static Claim claim(String content, Instant observedAt) {
        return new Claim(KEY, null, content, provenance("new-event", observedAt), false);
    }

    private static Claim correction(String content, Instant observedAt) {
        return new Claim(KEY, null, content, provenance("new-event", observedAt), true);
    }

    private static Optional<HeldClaim> held(String content, Instant observedAt) {
        return confirmed(content, observedAt, observedAt);
    }

    private static Optional<HeldClaim> confirmed(String content, Instant observedAt, Instant confirmedAt) {
        return Optional.of(new HeldClaim(KEY, null, content, provenance("held-event", observedAt), confirmedAt, false));
    }

    private static Provenance provenance(String eventId, Instant observedAt) {
        return new Provenance(new Source("models-dev", "models.dev", null), observedAt, observedAt, eventId);
    }
}
