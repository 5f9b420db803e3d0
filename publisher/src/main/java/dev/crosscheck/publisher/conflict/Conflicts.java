package dev.crosscheck.publisher.conflict;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.catalog.FieldType;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.Rate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what sources disagree about in the states of a model. Pure. */
public final class Conflicts {

    private final String model;
    private final Tolerance tolerance;
    private final List<Conflict> found = new ArrayList<>();

    private Conflicts(String model, Tolerance tolerance) {
        this.model = model;
        this.tolerance = tolerance;
    }

    /** Of facts and scores. */
    public static List<Conflict> of(ModelState state, Tolerance tolerance) {
        Conflicts conflicts = new Conflicts(state.model(), tolerance);
        state.facts().forEach(fact -> fact.others().forEach(other -> conflicts.fact(fact, other)));
        state.scores().forEach(score -> score.others().forEach(other -> conflicts.score(score, other)));
        return List.copyOf(conflicts.found);
    }

    /** Of offers: terms, prices of an ordinary request, and whether the route can be used. */
    public static List<Conflict> of(PriceSheet sheet, Tolerance tolerance) {
        Conflicts conflicts = new Conflicts(sheet.model(), tolerance);
        sheet.offers().forEach(offer -> offer.others().forEach(other -> conflicts.offer(offer, other)));
        return List.copyOf(conflicts.found);
    }

    private void fact(ModelState.Fact fact, ModelState.Claimed other) {
        String one = fact.value();
        String two = other.value();
        BigDecimal apart = fact.field().type() instanceof FieldType.Count ? apart(one, two) : null;
        boolean disagree = apart != null
                ? apart.compareTo(tolerance.count()) > 0
                : switch (fact.field().type()) {
                    // A vaguer date is no other date.
                    case FieldType.Date _ -> !one.startsWith(two) && !two.startsWith(one);
                    case FieldType.Text _ -> !one.toLowerCase(Locale.ROOT).equals(two.toLowerCase(Locale.ROOT));
                    default -> !one.equals(two);
                };
        if (disagree) {
            add(fact.field().id(), one, fact.provenance(), fact.rule(), two, other.provenance(), apart);
        }
    }

    private void score(ModelState.Score score, ModelState.Claimed other) {
        BigDecimal apart = apart(score.value().toPlainString(), other.value());
        if (apart == null || apart.compareTo(tolerance.score()) > 0) {
            add(
                    score.benchmark().id(),
                    score.value().toPlainString(),
                    score.provenance(),
                    score.rule(),
                    other.value(),
                    other.provenance(),
                    apart);
        }
    }

    private void offer(PriceSheet.Offer offer, PriceSheet.Quoted other) {
        String name = offer.provider().id() + (offer.route().isEmpty() ? "" : " (" + offer.route() + ")");
        if (offer.terms() != other.terms()) {
            add(name + " terms", word(offer.terms()), offer, word(other.terms()), other, null);
        }
        if (offer.status() != other.status()) {
            add(name + " status", word(offer.status()), offer, word(other.status()), other, null);
        }
        for (Rate rate : offer.rates()) {
            for (Rate quoted : other.rates()) {
                if (rate.component() == quoted.component() && rate.isUnconditional() && quoted.isUnconditional()) {
                    String one = rate.price().toString();
                    String two = quoted.price().toString();
                    BigDecimal apart = apart(one, two);
                    if (apart != null && apart.compareTo(tolerance.price()) > 0) {
                        add(name + " " + word(rate.component()), one, offer, two, other, apart);
                    }
                }
            }
        }
    }

    private void add(
            String what,
            String shown,
            PriceSheet.Offer offer,
            String other,
            PriceSheet.Quoted quoted,
            @Nullable BigDecimal apart) {
        add(what, shown, offer.provenance(), offer.rule(), other, quoted.provenance(), apart);
    }

    private void add(
            String what,
            String shown,
            Provenance by,
            @Nullable String rule,
            String other,
            Provenance otherBy,
            @Nullable BigDecimal apart) {
        found.add(new Conflict(
                model,
                what,
                shown,
                by.source().id(),
                by.observedAt(),
                rule,
                other,
                otherBy.source().id(),
                otherBy.observedAt(),
                apart));
    }

    private static @Nullable BigDecimal apart(String one, String two) {
        try {
            return Tolerance.apart(new BigDecimal(one), new BigDecimal(two));
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
