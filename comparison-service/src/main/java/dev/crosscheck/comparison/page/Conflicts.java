package dev.crosscheck.comparison.page;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.catalog.ModelState.Claimed;
import dev.crosscheck.event.catalog.ModelState.Fact;
import dev.crosscheck.event.catalog.ModelState.Score;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.PriceSheet.Quoted;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.Terms;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where sources disagree on one model: what is shown, what others say, which rule chose, the day each was read,
 * and how much older or younger the others are. What is a disagreement is decided where the source policy is
 * applied, and travels with the facts. Ages are counted between the sources: from today they would change daily.
 */
final class Conflicts {

    private final EvidenceBook book;
    private final List<Claim> claims = new ArrayList<>();

    private Conflicts(EvidenceBook book) {
        this.book = book;
    }

    static List<Claim> of(FactSheet facts, RouteSheet routes, Served served, List<Measured> scores, EvidenceBook book) {
        Conflicts conflicts = new Conflicts(book);
        for (Fact fact : facts.all()) {
            conflicts.add(fact, facts.evidence(fact.field()));
            conflicts.add(fact, facts.evidence(fact.field()), served.contradicting(fact.field()));
        }
        scores.forEach(conflicts::add);
        routes.all().forEach(conflicts::add);
        return List.copyOf(conflicts.claims);
    }

    private void add(Fact fact, String evidence) {
        List<String> texts = new ArrayList<>();
        List<String> ids = new ArrayList<>(List.of(evidence));
        for (Claimed other : fact.others()) {
            if (other.disagrees()) {
                texts.add(FieldText.value(fact.field(), other.value()) + by(other.provenance(), fact.provenance()));
                ids.add(add(fact.field().id(), other.value(), other.provenance()));
            }
        }
        add(
                FieldText.label(fact.field()),
                FieldText.value(fact.field(), fact.value()),
                fact.provenance(),
                fact.rule(),
                texts,
                ids);
    }

    /** Routes that serve more than the model is listed with: one of the two sources is wrong. */
    private void add(Fact fact, String evidence, List<Route> contradicting) {
        if (contradicting.isEmpty()) {
            return;
        }
        List<String> texts = new ArrayList<>();
        List<String> ids = new ArrayList<>(List.of(evidence));
        for (Route route : contradicting) {
            Long number = Served.number(route, fact.field());
            texts.add((number == null ? "yes" : Tokens.counted(number)) + " on " + route.label()
                    + by(route.offer().provenance(), fact.provenance()));
            ids.add(route.evidence());
        }
        claims.add(new Claim(
                FieldText.label(fact.field()) + ": " + FieldText.value(fact.field(), fact.value()) + " is shown ("
                        + Sources.named(fact.provenance()) + "), against " + Grammar.shortList(texts)
                        + ". Rule: shown is what is listed for the model itself. No route can serve more than its model,"
                        + " so one of these sources is wrong; a row whose winner depends on which of them is not ranked.",
                ids));
    }

    private void add(Measured measured) {
        Score score = measured.score();
        List<String> texts = new ArrayList<>();
        List<String> ids = new ArrayList<>(List.of(measured.evidence()));
        for (Claimed other : score.others()) {
            if (other.disagrees()) {
                texts.add(number(other.value(), measured) + by(other.provenance(), score.provenance()));
                ids.add(add("score/" + score.benchmark().id(), other.value(), other.provenance()));
            }
        }
        add(measured.label(), measured.text(), score.provenance(), score.rule(), texts, ids);
    }

    private void add(Route route) {
        Offer offer = route.offer();
        boolean statusDiffers = false;
        List<String> texts = new ArrayList<>();
        List<String> ids = new ArrayList<>(List.of(route.evidence()));
        for (Quoted other : offer.others()) {
            if (other.disagrees()) {
                statusDiffers |= other.status() != offer.status();
                texts.add(quoted(other.terms(), other.rates())
                        + (other.status() == offer.status() ? "" : ", " + RateText.status(other.status()))
                        + by(other.provenance(), offer.provenance()));
                ids.add(add(
                        "offer/" + offer.provider().id() + (offer.route().isEmpty() ? "" : "/" + offer.route()),
                        RateText.terms(other.terms()) + RateText.rates(other.rates()),
                        other.provenance()));
            }
        }
        add(
                "Price on " + route.label(),
                quoted(offer.terms(), offer.rates()) + (statusDiffers ? ", " + RateText.status(offer.status()) : ""),
                offer.provenance(),
                offer.rule(),
                texts,
                ids);
    }

    private void add(
            String what,
            String shown,
            Provenance provenance,
            @Nullable String rule,
            List<String> others,
            List<String> evidence) {
        if (!others.isEmpty()) {
            String because = rule == null
                    ? ""
                    : " Rule: "
                            + PlainText.clean(rule, PlainText.SENTENCE, "not stated")
                                    .replaceFirst("\\.$", "") + ".";
            claims.add(new Claim(
                    what + ": " + shown + " is shown (" + Sources.named(provenance) + "), against "
                            + Grammar.list(others) + "." + because,
                    evidence));
        }
    }

    /** Such as {@code (LLM Reference, 2026-05-16, 598 days later)}, beside the value shown. */
    private static String by(Provenance other, Provenance shown) {
        long days = ChronoUnit.DAYS.between(Sources.day(shown.observedAt()), Sources.day(other.observedAt()));
        String age = days == 0
                ? "the same day"
                : Tokens.exact(Math.abs(days))
                        + (Math.abs(days) == 1 ? " day " : " days ")
                        + (days > 0 ? "later" : "earlier");
        return " (" + Sources.named(other) + ", " + age + ")";
    }

    /** What is no number is shown as it came: a score of another version of this software, say. */
    private static String number(String value, Measured measured) {
        try {
            return Measured.withUnit(Decimals.plain(new BigDecimal(value)), measured.unit());
        } catch (NumberFormatException _) {
            return PlainText.clean(value, PlainText.NAME, "unreadable");
        }
    }

    private String add(String field, String value, Provenance provenance) {
        return book.add(field + "/by/" + provenance.source().id(), value, provenance);
    }

    private static String quoted(Terms terms, List<Rate> rates) {
        StringBuilder text = new StringBuilder();
        for (Rate rate : rates) {
            if (rate.isUnconditional()) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(RateText.component(rate.component()))
                        .append(' ')
                        .append(Usd.exact(rate.price()));
            }
        }
        return text.isEmpty() ? RateText.terms(terms) : text.toString();
    }
}
