package dev.crosscheck.comparison.pagestore;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.crosscheck.comparison.page.ComparisonPolicy;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.PageAssembler;
import dev.crosscheck.comparison.page.PreparedProfile;
import dev.crosscheck.comparison.page.Profile;
import jakarta.inject.Singleton;
import java.util.List;

/** The pages that readers see, under the one policy of all stored pages. */
@Singleton
final class AssembledPages implements PageFunction, TableFunction {

    private static final ComparisonPolicy POLICY = ComparisonPolicy.DEFAULT;

    /**
     * Each profile's side of every page it is on, worked out once. Profiles are told apart by identity,
     * so that a newer one never meets the work done for an older, and are forgotten with their profile.
     */
    private final LoadingCache<Profile, Ready> prepared =
            Caffeine.newBuilder().weakKeys().build(Ready::of);

    /**
     * A profile made ready.
     *
     * @param model for the pages it is on
     * @param facts for the stored bytes of these
     */
    private record Ready(PreparedProfile model, ModelFacts facts) {

        static Ready of(Profile profile) {
            PreparedProfile model = PreparedProfile.of(profile, POLICY);
            return new Ready(model, ModelFacts.of(model));
        }
    }

    @Override
    public Page of(Profile first, Profile second) {
        return PageAssembler.assemble(
                prepared.get(first).model(), prepared.get(second).model(), POLICY);
    }

    @Override
    public List<ModelFacts> facts(Profile first, Profile second) {
        return List.of(prepared.get(first).facts(), prepared.get(second).facts());
    }

    @Override
    public Page of(List<Profile> models) {
        return PageAssembler.assemblePrepared(
                models.stream().map(model -> prepared.get(model).model()).toList(), POLICY);
    }
}
