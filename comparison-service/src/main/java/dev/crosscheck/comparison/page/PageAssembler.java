package dev.crosscheck.comparison.page;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Turns what is known of models into a page. Pure: the same facts and policy give equal pages, whatever
 * the clock, the locale or the order in which maps are walked.
 */
public final class PageAssembler {

    public static final int MAX_MODELS = 6;

    /**
     * The page of two models, in order of their ids whichever comes first here.
     *
     * @throws IllegalArgumentException if both are the same model
     */
    public static Page assemble(Profile a, Profile b, ComparisonPolicy policy) {
        return assemble(PreparedProfile.of(a, policy), PreparedProfile.of(b, policy), policy);
    }

    /**
     * The same from profiles prepared once for many pages.
     *
     * @param policy the one with which both were prepared
     */
    public static Page assemble(PreparedProfile a, PreparedProfile b, ComparisonPolicy policy) {
        int order = a.model().compareTo(b.model());
        if (order == 0) {
            requireDifferent(List.of(a, b));
        }
        return PairPage.of(new Lineup(order < 0 ? List.of(a, b) : List.of(b, a), policy));
    }

    /**
     * The page of two to six models, in the order given.
     *
     * @throws IllegalArgumentException if there are fewer, more, or one twice
     */
    public static Page assemble(List<Profile> profiles, ComparisonPolicy policy) {
        return assemblePrepared(
                profiles.stream()
                        .map(profile -> PreparedProfile.of(profile, policy))
                        .toList(),
                policy);
    }

    /** The same from profiles prepared once for many pages. */
    public static Page assemblePrepared(List<PreparedProfile> models, ComparisonPolicy policy) {
        if (models.size() < 2 || models.size() > MAX_MODELS) {
            throw new IllegalArgumentException("models: " + models.size() + " (expected: 2 to " + MAX_MODELS + ")");
        }
        requireDifferent(models);
        return NWayPage.of(new Lineup(models, policy));
    }

    private static void requireDifferent(List<PreparedProfile> models) {
        Set<String> ids = new HashSet<>();
        for (PreparedProfile model : models) {
            if (!ids.add(model.model())) {
                throw new IllegalArgumentException("models: " + model.model() + " twice (expected: different models)");
            }
        }
    }

    private PageAssembler() {}
}
