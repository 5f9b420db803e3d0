package dev.crosscheck.comparison.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelState.Claimed;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.PriceSheet.PricePoint;
import dev.crosscheck.event.pricing.PriceSheet.Provider;
import dev.crosscheck.event.pricing.PriceSheet.Quoted;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a page says of sources that disagree, and of what they took back. */
class CorrectionsTest {

    private static final Provenance MARCH = ProfileBuilder.provenance("list", "Acme's list", "2026-03-02");
    private static final Provenance MAY = ProfileBuilder.provenance("list", "Acme's list", "2026-05-16");
    private static final Provenance CORRECTED =
            new Provenance(MAY.source(), MAY.observedAt(), MAY.validFrom(), MAY.eventId(), true);

    @Test
    void priceSaysWhatItWasCorrectedFrom() {
        assertThat(texts(prepared(offer(CORRECTED, List.of(), point("3", MARCH), point("2", CORRECTED)))
                        .corrections()))
                .containsExactly("Price on Acme: corrected from input $3 to input $2 on 2026-05-16 (Acme's list).");
    }

    @Test
    void priceThatMovedWasNotCorrected() {
        assertThat(prepared(offer(MAY, List.of(), point("3", MARCH), point("2", MAY)))
                        .corrections())
                .isEmpty();
    }

    @Test
    void correctionOfWhatNobodyKnewSaysNoMoreThanThat() {
        assertThat(texts(prepared(offer(CORRECTED, List.of(), point("2", CORRECTED)))
                        .corrections()))
                .containsExactly("Price on Acme: corrected on 2026-05-16 (Acme's list).");
    }

    @Test
    void historyThatNoCorrectionTookBackMakesNoOtherPage() {
        Profile young = profile(offer(MAY, List.of(), point("2", MAY)));
        Profile old = profile(offer(MAY, List.of(), point("3", MARCH), point("2", MAY)));

        assertThat(VisibleProfile.of(young)).isEqualTo(VisibleProfile.of(old));
    }

    @Test
    void disagreementSaysHowMuchOlderTheOthersAre() {
        Offer offer = offer(
                MAY,
                List.of(
                        new Quoted(Terms.PRICED, rates("3"), RouteStatus.RETIRED, MARCH, true),
                        new Quoted(Terms.PRICED, rates("2.01"), RouteStatus.LIVE, MARCH, false)));

        assertThat(texts(prepared(offer).conflicts()))
                .containsExactly("Price on Acme: input $2, live is shown (Acme's list, 2026-05-16), against input $3, "
                        + "retired (Acme's list, 2026-03-02, 75 days earlier). Rule: a provider's own list before an "
                        + "aggregator.");
    }

    @Test
    void olderCardStandsBeforeAYoungerPageAndSaysSo() {
        Provenance page = ProfileBuilder.provenance("llm-reference", "LLM Reference", "2026-05-16");
        Profile profile = ProfileBuilder.model("m")
                .from("card", "Meta's model cards", "2024-09-25")
                .fact(
                        ModelField.CONTEXT_TOKENS,
                        "131072",
                        "a maker's own card before a comparison page",
                        List.of(new Claimed("60000", page, true)))
                .build();

        assertThat(texts(PreparedProfile.of(profile, ComparisonPolicy.DEFAULT).conflicts()))
                .singleElement()
                .asString()
                .contains("(LLM Reference, 2026-05-16, 598 days later)")
                .endsWith("Rule: a maker's own card before a comparison page.");
    }

    private static PreparedProfile prepared(Offer offer) {
        return PreparedProfile.of(profile(offer), ComparisonPolicy.DEFAULT);
    }

    private static Profile profile(Offer offer) {
        return ProfileBuilder.model("m").offer(offer).build();
    }

    private static Offer offer(Provenance provenance, List<Quoted> others, PricePoint... history) {
        return new Offer(
                new Provider("acme", "Acme", ProviderKind.HOST, null),
                "",
                Terms.PRICED,
                rates("2"),
                RouteFacts.NONE,
                RouteStatus.LIVE,
                provenance,
                others.isEmpty() ? null : "a provider's own list before an aggregator",
                others,
                null,
                List.of(history));
    }

    private static PricePoint point(String input, Provenance provenance) {
        return new PricePoint(
                provenance.validFrom(),
                provenance.observedAt(),
                Terms.PRICED,
                UsdPerMtok.of(input),
                null,
                RouteStatus.LIVE,
                provenance.correction(),
                provenance.eventId());
    }

    private static List<Rate> rates(String input) {
        return List.of(Rate.standard(Component.INPUT, input));
    }

    private static List<String> texts(List<Claim> claims) {
        return claims.stream().map(Claim::text).toList();
    }
}
