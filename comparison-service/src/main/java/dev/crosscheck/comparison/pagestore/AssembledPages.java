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
    private final LoadingCache<Profile, PreparedProfile> prepared =
            Caffeine.newBuilder().weakKeys().build(profile -> PreparedProfile.of(profile, POLICY));

    @Override
    public Page of(Profile first, Profile second) {
        return PageAssembler.assemble(prepared.get(first), prepared.get(second), POLICY);
    }

    @Override
    public Page of(List<Profile> models) {
        return PageAssembler.assemblePrepared(models.stream().map(prepared::get).toList(), POLICY);
    }
}
