package dev.crosscheck.event;

import dev.crosscheck.event.Conflict.Other;
import dev.crosscheck.event.Conflict.Said;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.catalog.ModelState.Claimed;
import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.PriceSheet.Quoted;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.Terms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what sources disagree about in the state of a model, as the source policy marked it. Pure. */
public final class Conflicts {

    /** Of facts and scores. */
    public static List<Conflict> of(ModelState state) {
        List<Conflict> found = new ArrayList<>();
        for (ModelState.Fact fact : state.facts()) {
            add(
                    found,
                    state.model(),
                    fact.field().id(),
                    new Said(fact.value(), fact.provenance()),
                    fact.rule(),
                    fact.others());
        }
        for (ModelState.Score score : state.scores()) {
            add(
                    found,
                    state.model(),
                    score.benchmark().id() + setting(score.setting()),
                    new Said(score.value().toPlainString(), score.provenance()),
                    score.rule(),
                    score.others());
        }
        return List.copyOf(found);
    }

    /** Of offers: terms, prices of an ordinary request, and whether the route can be used. */
    public static List<Conflict> of(PriceSheet sheet) {
        List<Conflict> found = new ArrayList<>();
        for (Offer offer : sheet.offers()) {
            String name = offer.provider().id() + (offer.route().isEmpty() ? "" : " (" + offer.route() + ")");
            if (offer.terms() != Terms.UNKNOWN) {
                add(found, sheet, offer, name + " terms", word(offer.terms()), Conflicts::terms);
            }
            add(found, sheet, offer, name + " status", word(offer.status()), quoted -> word(quoted.status()));
            for (Rate rate : offer.rates()) {
                if (rate.isUnconditional()) {
                    add(
                            found,
                            sheet,
                            offer,
                            name + " " + word(rate.component()),
                            rate.price().toString(),
                            quoted -> price(quoted, rate.component()));
                }
            }
        }
        return List.copyOf(found);
    }

    private static void add(
            List<Conflict> found, String model, String what, Said shown, @Nullable String rule, List<Claimed> claimed) {
        List<Other> others = claimed.stream()
                .filter(Claimed::disagrees)
                .map(other -> new Other(other.value(), other.provenance(), apart(shown.value(), other.value())))
                .toList();
        if (!others.isEmpty()) {
            found.add(new Conflict(model, what, shown, rule, others));
        }
    }

    private static void add(
            List<Conflict> found,
            PriceSheet sheet,
            Offer offer,
            String what,
            String shown,
            Function<Quoted, @Nullable String> value) {
        BigDecimal tolerated = SourcePolicy.standard().tolerances().price().share();
        List<Other> others = new ArrayList<>();
        for (Quoted quoted : offer.others()) {
            String other = value.apply(quoted);
            if (quoted.disagrees() && other != null && !other.equals(shown)) {
                BigDecimal apart = apart(shown, other);
                if (apart == null || apart.compareTo(tolerated) > 0) {
                    others.add(new Other(other, quoted.provenance(), apart));
                }
            }
        }
        if (!others.isEmpty()) {
            found.add(new Conflict(sheet.model(), what, new Said(shown, offer.provenance()), offer.rule(), others));
        }
    }

    /** Null where nothing is said of them. */
    private static @Nullable String terms(Quoted quoted) {
        return quoted.terms() == Terms.UNKNOWN ? null : word(quoted.terms());
    }

    private static @Nullable String price(Quoted quoted, Component component) {
        return quoted.rates().stream()
                .filter(rate -> rate.isUnconditional() && rate.component() == component)
                .map(rate -> rate.price().toString())
                .findFirst()
                .orElse(null);
    }

    /** What tells one score of a benchmark from another. */
    private static String setting(Setting setting) {
        List<String> parts = new ArrayList<>();
        Stream.of(setting.version(), setting.metric(), setting.harness(), setting.variant())
                .filter(Objects::nonNull)
                .forEach(parts::add);
        if (setting.shots() != null) {
            parts.add(setting.shots() + "-shot");
        }
        setting.conditions().forEach((name, value) -> parts.add(name + "=" + value));
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }

    private static @Nullable BigDecimal apart(String one, String two) {
        try {
            return Tolerances.apart(new BigDecimal(one), new BigDecimal(two));
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Conflicts() {}
}
