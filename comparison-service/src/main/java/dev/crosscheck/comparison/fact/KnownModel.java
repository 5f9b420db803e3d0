package dev.crosscheck.comparison.fact;

import dev.crosscheck.comparison.page.Profile;

/**
 * A model and all that is known of it, as of one commit.
 *
 * @param profile      its facts and prices
 * @param pageRevision grows with every change that a page can show; equal revisions make equal pages
 */
public record KnownModel(Profile profile, long pageRevision) {

    public KnownModel {
        if (pageRevision < 1) {
            throw new IllegalArgumentException("pageRevision: " + pageRevision + " (expected: >= 1)");
        }
    }

    public String id() {
        return profile.model();
    }

    /** Grows with every change of the profile, shown or not: each half's revision only ever grows. */
    long age() {
        return profile.catalog().revision()
                + (profile.prices() == null ? 0 : profile.prices().revision());
    }

    boolean isNewerThan(KnownModel other) {
        return age() > other.age();
    }
}
