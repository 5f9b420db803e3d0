package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Profile;

/** Makes the page of two models. Pure: whoever calls it gets equal pages for equal profiles. */
@FunctionalInterface
public interface PageFunction {

    /**
     * @param first  the model whose id comes first
     * @param second the other one
     */
    Page of(Profile first, Profile second);
}
