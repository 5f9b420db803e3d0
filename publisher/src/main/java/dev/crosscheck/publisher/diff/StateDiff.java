package dev.crosscheck.publisher.diff;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.ServiceTier;
import dev.crosscheck.event.pricing.Terms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares what is shown of a model with what would be. Pure. */
public final class StateDiff {

    private final String model;
    private final Set<String> corrections;
    private final List<Change> changes = new ArrayList<>();

    private StateDiff(String model, Set<String> corrections) {
        this.model = model;
        this.corrections = corrections;
    }

    /** @param event the event behind the value */
    private record Item(String text, String event, boolean isRetired) {}

    /**
     * What a sheet would change.
     *
     * @param before      null if the model has none yet
     * @param corrections ids of events that say their source was wrong
     */
    public static List<Change> of(@Nullable PriceSheet before, PriceSheet after, Set<String> corrections) {
        StateDiff diff = new StateDiff(after.model(), corrections);
        diff.compare(before == null ? Map.of() : items(before), items(after));
        return List.copyOf(diff.changes);
    }

    /** What a model's state would change. */
    public static List<Change> of(@Nullable ModelState before, ModelState after, Set<String> corrections) {
        StateDiff diff = new StateDiff(after.model(), corrections);
        diff.compare(before == null ? Map.of() : items(before), items(after));
        return List.copyOf(diff.changes);
    }

    private void compare(Map<String, Item> before, Map<String, Item> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            Item was = before.get(name);
            Item is = after.get(name);
            if (was == null || is == null || !was.text().equals(is.text())) {
                changes.add(new Change(
                        kind(was, is), model, name, was == null ? null : was.text(), is == null ? null : is.text()));
            }
        }
    }

    private Change.Kind kind(@Nullable Item was, @Nullable Item is) {
        if (is == null || (is.isRetired() && (was == null || !was.isRetired()))) {
            return Change.Kind.RETIRED;
        }
        if (was == null) {
            return Change.Kind.ADDED;
        }
        return corrections.contains(is.event()) ? Change.Kind.CORRECTED : Change.Kind.CHANGED;
    }

    private static Map<String, Item> items(PriceSheet sheet) {
        Map<String, Item> items = new LinkedHashMap<>();
        for (PriceSheet.Offer offer : sheet.offers()) {
            String name = offer.provider().id() + (offer.route().isEmpty() ? "" : " (" + offer.route() + ")");
            Provenance from = offer.provenance();
            boolean isRetired = offer.status() == RouteStatus.RETIRED;
            if (offer.terms() != Terms.PRICED) {
                put(items, name + " terms", word(offer.terms()), from, isRetired);
            }
            offer.rates()
                    .forEach(rate ->
                            put(items, name + " " + name(rate), rate.price().toString(), from, isRetired));
            put(items, name + " status", word(offer.status()), from, isRetired);
            put(items, name + " contextTokens", offer.facts().contextTokens(), from, isRetired);
            put(items, name + " maxInputTokens", offer.facts().maxInputTokens(), from, isRetired);
            put(items, name + " maxOutputTokens", offer.facts().maxOutputTokens(), from, isRetired);
            offer.facts()
                    .capabilities()
                    .forEach((field, can) -> put(items, name + " can:" + field.id(), can, from, isRetired));
            put(items, name + " held for review", offer.underReview(), from, isRetired);
        }
        return items;
    }

    private static Map<String, Item> items(ModelState state) {
        Map<String, Item> items = new LinkedHashMap<>();
        state.facts().forEach(fact -> put(items, fact.field().id(), fact.value(), fact.provenance(), false));
        state.scores()
                .forEach(score -> put(
                        items,
                        score.benchmark().id() + name(score.setting()),
                        score.value().toPlainString(),
                        score.provenance(),
                        false));
        state.statements().forEach(said -> put(items, "statement " + said.id(), said.text(), said.provenance(), false));
        state.takes().forEach(take -> put(items, "take " + take.id(), take.markdown(), take.provenance(), false));
        state.aliases()
                .forEach(alias -> items.put(
                        "spelling of " + alias.source() + ": " + alias.spelling(), new Item("known", "", false)));
        return items;
    }

    private static void put(
            Map<String, Item> items, String name, @Nullable Object value, Provenance from, boolean isRetired) {
        if (value != null) {
            items.put(name, new Item(value.toString(), from.eventId(), isRetired));
        }
    }

    /** As a column of a CSV file: {@code batch.input>200000}. */
    private static String name(Rate rate) {
        return (rate.tier() == ServiceTier.STANDARD ? "" : word(rate.tier()) + ".")
                + word(rate.component())
                + (rate.minPromptTokens() == null ? "" : ">" + rate.minPromptTokens())
                + (rate.window() == null
                        ? ""
                        : "@" + rate.window().from() + "-" + rate.window().until());
    }

    private static String name(Setting setting) {
        return setting.equals(Setting.UNSTATED)
                ? ""
                : " ("
                        + String.join(
                                ", ",
                                Stream.of(
                                                setting.version(),
                                                setting.metric(),
                                                setting.harness(),
                                                setting.shots() == null ? null : setting.shots() + " shots",
                                                setting.variant(),
                                                setting.conditions().isEmpty()
                                                        ? null
                                                        : setting.conditions().toString())
                                        .filter(Objects::nonNull)
                                        .toList())
                        + ")";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
