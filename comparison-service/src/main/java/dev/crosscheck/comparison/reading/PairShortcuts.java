package dev.crosscheck.comparison.reading;

import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.kit.http.Shortcut;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** The two addresses of a pair. */
@Factory
final class PairShortcuts {

    @Singleton
    @Named("json")
    Shortcut json(Forms forms, FactView facts, KeptAnswers kept) {
        return new PairShortcut(ComparisonController.PAIR, forms::jsonFor, facts, kept);
    }

    @Singleton
    @Named("shared")
    Shortcut shared(Forms forms, FactView facts, KeptAnswers kept) {
        return new PairShortcut(CompareController.PAIR, forms::wantedBy, facts, kept);
    }
}
