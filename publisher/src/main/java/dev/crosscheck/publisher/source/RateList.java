package dev.crosscheck.publisher.source;

import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.ReportedRate;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.UtcWindow;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rates of one offer, gathered from upstream's fields in any order and told in one. */
public final class RateList {

    private final PriceUnit unit;
    private final Mapping.Notes notes;
    private final Map<Key, ReportedRate> rates = new TreeMap<>();

    /** @param unit of upstream's amounts */
    public RateList(PriceUnit unit, Mapping.Notes notes) {
        this.unit = unit;
        this.notes = notes;
    }

    /**
     * When a rate holds; each part is null where it does not matter.
     *
     * @param minPromptTokens once the prompt is longer than this; a cliff
     */
    public record Condition(
            @Nullable ServiceTier tier,
            @Nullable Long minPromptTokens,
            @Nullable UtcWindow window) {

        /** An ordinary request, at any hour. */
        public static final Condition NONE = new Condition(null, null, null);

        public Condition above(@Nullable Long tokens) {
            return new Condition(tier, tokens, window);
        }

        public Condition within(@Nullable UtcWindow hours) {
            return new Condition(tier, minPromptTokens, hours);
        }

        public static Condition of(@Nullable ServiceTier tier) {
            return new Condition(tier, null, null);
        }
    }

    private record Key(Component component, Condition condition) implements Comparable<Key> {

        private static final Comparator<Key> ORDER = Comparator.comparing(
                        (Key key) -> key.condition.tier(), Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(key -> key.condition.minPromptTokens(), Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(key -> key.condition.window() == null
                        ? ""
                        : key.condition.window().toString())
                .thenComparing(Key::component);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Adds a rate. Of two for the same thing the first stays; another figure is noted.
     *
     * @param field  upstream's name of it, for notes and errors
     * @param amount in the unit of this list; null for none
     */
    public void add(Component component, Condition condition, String field, @Nullable BigDecimal amount) {
        if (amount == null) {
            return;
        }
        BigDecimal price = Prices.usdPerMtok(field, amount, unit, notes);
        ReportedRate rate =
                new ReportedRate(component, price, condition.tier(), condition.minPromptTokens(), condition.window());
        ReportedRate before = rates.putIfAbsent(new Key(component, condition), rate);
        if (before != null && !before.amount().equals(rate.amount())) {
            notes.dropped(field + " (another figure for the same)");
        }
    }

    /** Adds a rate that takes the place of one for the same thing. */
    public void replace(Component component, Condition condition, String field, @Nullable BigDecimal amount) {
        rates.remove(new Key(component, condition));
        add(component, condition, field, amount);
    }

    /** By condition, then component; US dollars per million tokens. */
    public List<ReportedRate> rates() {
        return List.copyOf(rates.values());
    }

    /** Whether nothing costs anything, which upstream writes for free, for "in a plan" and for "no idea". */
    public boolean isZero() {
        return rates.values().stream().allMatch(rate -> rate.amount().signum() == 0);
    }
}
