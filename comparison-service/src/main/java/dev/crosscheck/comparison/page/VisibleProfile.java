package dev.crosscheck.comparison.page;

import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.catalog.ModelState.Score;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.PriceSheet.PricePoint;
import dev.crosscheck.event.pricing.PriceSheet.Quoted;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a profile a page can show, in one form. Pages are made from nothing else: two profiles whose
 * visible parts are equal give the same pages, whatever their revisions, aliases or price histories.
 *
 * @param model      id
 * @param facts      by field
 * @param scores     by benchmark, then setting
 * @param statements by kind, then id and source
 * @param takes      by id
 * @param offers     by provider, then route, without their history but for what a correction took back
 */
public record VisibleProfile(
        String model,
        List<ModelState.Fact> facts,
        List<Score> scores,
        List<ModelState.Statement> statements,
        List<ModelState.Take> takes,
        List<Offer> offers) {

    private static final Comparator<Score> SCORE_ORDER = Comparator.comparing(
                    (Score score) -> score.benchmark().id())
            .thenComparing(score -> SettingText.key(score.setting()))
            .thenComparing(score -> score.provenance().source().id())
            .thenComparing(Score::value);

    private static final Comparator<ModelState.Statement> STATEMENT_ORDER = Comparator.comparing(
                    ModelState.Statement::kind)
            .thenComparing(ModelState.Statement::id)
            .thenComparing(statement -> statement.provenance().source().id());

    private static final Comparator<Offer> OFFER_ORDER =
            Comparator.comparing((Offer offer) -> offer.provider().id()).thenComparing(Offer::route);

    public static VisibleProfile of(Profile profile) {
        ModelState catalog = profile.catalog();
        return new VisibleProfile(
                catalog.model(),
                catalog.facts().stream()
                        .sorted(Comparator.comparing(ModelState.Fact::field))
                        .toList(),
                catalog.scores().stream()
                        .map(VisibleProfile::atOneScale)
                        .sorted(SCORE_ORDER)
                        .toList(),
                catalog.statements().stream().sorted(STATEMENT_ORDER).toList(),
                catalog.takes().stream()
                        .sorted(Comparator.comparing(ModelState.Take::id))
                        .toList(),
                offers(profile.prices()));
    }

    private static List<Offer> offers(@Nullable PriceSheet prices) {
        return prices == null
                ? List.of()
                : prices.offers().stream()
                        .map(VisibleProfile::withoutOlderHistory)
                        .sorted(OFFER_ORDER)
                        .toList();
    }

    private static Offer withoutOlderHistory(Offer offer) {
        return new Offer(
                offer.provider(),
                offer.route(),
                offer.terms(),
                offer.rates().stream().sorted().toList(),
                offer.facts(),
                offer.status(),
                offer.provenance(),
                offer.rule(),
                offer.others().stream()
                        .map(other -> new Quoted(
                                other.terms(),
                                other.rates().stream().sorted().toList(),
                                other.status(),
                                other.provenance(),
                                other.disagrees()))
                        .toList(),
                offer.underReview(),
                takenBack(offer));
    }

    /** The point that a correction made, and the one before it; none unless the price shown is a correction. */
    private static List<PricePoint> takenBack(Offer offer) {
        List<PricePoint> history = offer.history();
        return offer.provenance().correction()
                        && !history.isEmpty()
                        && history.getLast().eventId().equals(offer.provenance().eventId())
                ? history.subList(Math.max(0, history.size() - 2), history.size())
                : List.of();
    }

    /** BigDecimal holds 20 and 20.0 to be different; a score does not. */
    private static Score atOneScale(Score score) {
        return new Score(
                score.benchmark(),
                score.setting(),
                Decimals.stripped(score.value()),
                stripped(score.low()),
                stripped(score.high()),
                score.selfReported(),
                score.evidenceUrl(),
                score.provenance(),
                score.rule(),
                score.others());
    }

    private static @Nullable BigDecimal stripped(@Nullable BigDecimal value) {
        return value == null ? null : Decimals.stripped(value);
    }
}
