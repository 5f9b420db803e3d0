package dev.crosscheck.comparison.intake;

import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which events made a profile differ from what it was. */
final class Causes {

    /**
     * The events of the facts that are new or differ, newest observation first. A fact that only went
     * away names no event: whoever took it away said so by a fact of its own, or by none.
     *
     * @param before null if the model was not known
     */
    static List<String> of(@Nullable Profile before, Profile after) {
        return Stream.of(
                        differing(before, after, Causes::facts, ModelState.Fact::provenance),
                        differing(before, after, Causes::scores, ModelState.Score::provenance),
                        differing(before, after, Causes::statements, ModelState.Statement::provenance),
                        differing(before, after, Causes::takes, ModelState.Take::provenance),
                        differing(before, after, Causes::offers, PriceSheet.Offer::provenance))
                .flatMap(Function.identity())
                .sorted(Comparator.comparing(Provenance::observedAt).reversed().thenComparing(Provenance::eventId))
                .map(Provenance::eventId)
                .distinct()
                .toList();
    }

    private static <T> Stream<Provenance> differing(
            @Nullable Profile before,
            Profile after,
            Function<Profile, List<T>> part,
            Function<T, Provenance> provenance) {
        Set<T> known = before == null ? Set.of() : new HashSet<>(part.apply(before));
        return part.apply(after).stream().filter(fact -> !known.contains(fact)).map(provenance);
    }

    private static List<ModelState.Fact> facts(Profile profile) {
        return profile.catalog().facts();
    }

    private static List<ModelState.Score> scores(Profile profile) {
        return profile.catalog().scores();
    }

    private static List<ModelState.Statement> statements(Profile profile) {
        return profile.catalog().statements();
    }

    private static List<ModelState.Take> takes(Profile profile) {
        return profile.catalog().takes();
    }

    private static List<PriceSheet.Offer> offers(Profile profile) {
        return profile.prices() == null ? List.of() : profile.prices().offers();
    }

    private Causes() {}
}
