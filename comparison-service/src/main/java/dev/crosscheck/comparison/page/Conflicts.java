package dev.crosscheck.comparison.page;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.catalog.FieldType;
import dev.crosscheck.event.catalog.ModelState.Claimed;
import dev.crosscheck.event.catalog.ModelState.Fact;
import dev.crosscheck.event.catalog.ModelState.Score;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.PriceSheet.Quoted;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.Terms;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where sources disagree on one model: what is shown, what others say, which rule chose, and how old each
 * is. Numbers disagree if they differ by more than the policy's tolerance as a share of the larger; a date
 * does not disagree with a vaguer one that holds it; texts disagree if they differ in more than case.
 */
final class Conflicts {

    private final EvidenceBook book;
    private final BigDecimal tolerance;
    private final List<Claim> claims = new ArrayList<>();

    private Conflicts(EvidenceBook book, BigDecimal tolerance) {
        this.book = book;
        this.tolerance = tolerance;
    }

    static List<Claim> of(
            FactSheet facts,
            RouteSheet routes,
            Served served,
            List<Measured> scores,
            EvidenceBook book,
            BigDecimal tolerance) {
        Conflicts conflicts = new Conflicts(book, tolerance);
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
            if (disagree(fact.field().type(), fact.value(), other.value())) {
                texts.add(
                        FieldText.value(fact.field(), other.value()) + " (" + Sources.named(other.provenance()) + ")");
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
            texts.add((number == null ? "yes" : Tokens.counted(number)) + " on " + route.label() + " ("
                    + Sources.named(route.offer().provenance()) + ")");
            ids.add(route.evidence());
        }
        claims.add(new Claim(
                FieldText.label(fact.field()) + ": " + FieldText.value(fact.field(), fact.value()) + " is shown ("
                        + Sources.named(fact.provenance()) + "), against " + Grammar.shortList(texts)
                        + ". Rule: no route serves more than its model, so nothing rests on what only one of them says.",
                ids));
    }

    private void add(Measured measured) {
        Score score = measured.score();
        List<String> texts = new ArrayList<>();
        List<String> ids = new ArrayList<>(List.of(measured.evidence()));
        for (Claimed other : score.others()) {
            BigDecimal value = number(other.value());
            if (value == null || differ(score.value(), value)) {
                String text = value == null
                        ? PlainText.clean(other.value(), PlainText.NAME, "unreadable")
                        : Measured.withUnit(Decimals.plain(value), measured.unit());
                texts.add(text + " (" + Sources.named(other.provenance()) + ")");
                ids.add(add("score/" + score.benchmark().id(), other.value(), other.provenance()));
            }
        }
        String label = SettingText.isStated(score.setting())
                ? measured.benchmark() + " (" + measured.setting() + ")"
                : measured.benchmark();
        add(label, measured.text(measured.decimals()), score.provenance(), score.rule(), texts, ids);
    }

    private void add(Route route) {
        Offer offer = route.offer();
        List<String> texts = new ArrayList<>();
        List<String> ids = new ArrayList<>(List.of(route.evidence()));
        for (Quoted other : offer.others()) {
            if (disagree(offer, other)) {
                texts.add(quoted(other.terms(), other.rates()) + " (" + Sources.named(other.provenance()) + ")");
                ids.add(add(
                        "offer/" + offer.provider().id() + (offer.route().isEmpty() ? "" : "/" + offer.route()),
                        RateText.terms(other.terms()) + RateText.rates(other.rates()),
                        other.provenance()));
            }
        }
        add(
                "Price on " + route.label(),
                quoted(offer.terms(), offer.rates()),
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

    private String add(String field, String value, Provenance provenance) {
        return book.add(field + "/by/" + provenance.source().id(), value, provenance);
    }

    private boolean disagree(FieldType type, String one, String other) {
        return switch (type) {
            case FieldType.Count _ -> differ(new BigDecimal(one), new BigDecimal(other));
            case FieldType.Date _ -> !one.startsWith(other) && !other.startsWith(one);
            case FieldType.Text _ -> !one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
            default -> !one.equals(other);
        };
    }

    private boolean disagree(Offer offer, Quoted other) {
        if (offer.terms() != other.terms()) {
            return true;
        }
        for (Rate rate : offer.rates()) {
            for (Rate quoted : other.rates()) {
                if (rate.component() == quoted.component()
                        && rate.isUnconditional()
                        && quoted.isUnconditional()
                        && differ(rate.price().amount(), quoted.price().amount())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean differ(BigDecimal one, BigDecimal other) {
        BigDecimal larger = one.abs().max(other.abs());
        return larger.signum() != 0
                && one.subtract(other)
                                .abs()
                                .divide(larger, MathContext.DECIMAL64)
                                .compareTo(tolerance)
                        > 0;
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

    private static @Nullable BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
