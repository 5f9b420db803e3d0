package dev.crosscheck.comparison.page.audit;

import dev.crosscheck.comparison.page.PlainText;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.event.catalog.FieldType;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.event.pricing.PriceSheet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a page's words came from events: names, licences, statements. It is data, and may say what
 * it likes; rules about our own words look past it.
 */
final class OutsideText {

    /** Stands for a text from outside. */
    private static final String MASK = "Ω";

    private final List<String> texts;
    private final List<String> figures;

    OutsideText(List<Profile> profiles) {
        Set<String> found = new LinkedHashSet<>();
        profiles.forEach(profile -> collect(found, profile));
        texts = found.stream()
                .filter(text -> text.length() > 1 && text.codePoints().anyMatch(Character::isLetter))
                .sorted(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        figures = texts.stream()
                .filter(text ->
                        text.contains("$") || text.contains("%") || text.contains(" against ") || text.contains(": "))
                .toList();
    }

    /** The text with everything from outside replaced that could be taken for a figure of ours. */
    String maskFigures(String text) {
        String masked = text;
        for (String outside : figures) {
            masked = masked.replace(outside, MASK);
        }
        return masked;
    }

    /** The text with everything from outside replaced by one sign. */
    String mask(String text) {
        String masked = text;
        for (String outside : texts) {
            masked = masked.replace(outside, MASK);
        }
        return masked;
    }

    private static void collect(Set<String> found, Profile profile) {
        ModelState state = profile.catalog();
        add(found, state.model());
        for (ModelState.Fact fact : state.facts()) {
            if (fact.field().type() instanceof FieldType.Text || fact.field().type() instanceof FieldType.Url) {
                add(found, fact.value());
                fact.others().forEach(other -> add(found, other.value()));
            }
            add(found, fact.rule());
            add(found, fact.provenance().source().name());
            fact.others()
                    .forEach(other -> add(found, other.provenance().source().name()));
        }
        for (ModelState.Score score : state.scores()) {
            add(found, score.benchmark().name());
            add(found, score.benchmark().id());
            collect(found, score.setting());
            add(found, score.rule());
            add(found, score.provenance().source().name());
            score.others().forEach(other -> {
                add(found, other.value());
                add(found, other.provenance().source().name());
            });
        }
        for (ModelState.Statement statement : state.statements()) {
            add(found, statement.text());
            add(found, statement.audience());
            add(found, statement.provenance().source().name());
        }
        PriceSheet prices = profile.prices();
        if (prices != null) {
            prices.offers().forEach(offer -> collect(found, offer));
        }
    }

    private static void collect(Set<String> found, Setting setting) {
        add(found, setting.version());
        add(found, setting.metric());
        add(found, setting.harness());
        add(found, setting.variant());
        setting.conditions().forEach((name, value) -> {
            add(found, name);
            add(found, value);
        });
    }

    private static void collect(Set<String> found, PriceSheet.Offer offer) {
        add(found, offer.provider().name());
        add(found, offer.provider().id());
        add(found, offer.route());
        add(found, offer.rule());
        add(found, offer.underReview());
        add(found, offer.provenance().source().name());
        offer.others().forEach(other -> add(found, other.provenance().source().name()));
    }

    /** As it may stand on a page: whole, or cut to the length of its place. */
    private static void add(Set<String> found, @Nullable String text) {
        if (text != null) {
            for (int max : new int[] {60, PlainText.NAME, 300, PlainText.SENTENCE}) {
                found.add(PlainText.clean(text, max, ""));
            }
        }
    }
}
