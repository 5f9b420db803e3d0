package dev.crosscheck.comparison.change;

import dev.crosscheck.comparison.page.Outcome;
import dev.crosscheck.event.comparison.PageChanged.Difference;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells what two versions of a page decided differently. Pure, and always in the same order. */
final class Differences {

    static List<Difference> between(Outcome before, Outcome after) {
        List<Difference> found = new ArrayList<>();
        add(found, "verdict", name(before.verdict()), name(after.verdict()));
        add(found, "winner", before.winner(), after.winner());
        add(found, "cheaper", before.cheaper(), after.cheaper());
        addEach(found, "monthly-cost:", before.monthlyCost(), after.monthlyCost(), BigDecimal::toPlainString);
        add(found, "monthly-cost-gap", gap(before.monthlyCost()), gap(after.monthlyCost()));
        addEach(found, "blended:", before.blended(), after.blended(), Object::toString);
        addEach(found, "leader:", before.leaders(), after.leaders(), leader -> leader);
        return List.copyOf(found);
    }

    private static <T> void addEach(
            List<Difference> found,
            String prefix,
            Map<String, T> before,
            Map<String, T> after,
            Function<T, String> text) {
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            T was = before.get(key);
            T is = after.get(key);
            add(found, prefix + key, was == null ? null : text.apply(was), is == null ? null : text.apply(is));
        }
    }

    private static void add(List<Difference> found, String what, @Nullable String before, @Nullable String after) {
        if (!Objects.equals(before, after)) {
            found.add(new Difference(what, before, after));
        }
    }

    /** What the dearer model costs more in a month; null unless two models have a cost. */
    private static @Nullable String gap(Map<String, BigDecimal> monthlyCost) {
        if (monthlyCost.size() != 2) {
            return null;
        }
        List<BigDecimal> costs = monthlyCost.values().stream().sorted().toList();
        return costs.get(1).subtract(costs.get(0)).toPlainString();
    }

    private static String name(Outcome.Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Differences() {}
}
