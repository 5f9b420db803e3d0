package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Profile;
import java.util.List;

/** Makes the page of two models. Pure: whoever calls it gets equal pages for equal profiles. */
@FunctionalInterface
public interface PageFunction {

    /**
     * @param first  the model whose id comes first
     * @param second the other one
     */
    Page of(Profile first, Profile second);

    /**
     * What the page's bytes refer to instead of repeating it, for the first model and the second; none if the bytes
     * repeat all of it.
     */
    default List<ModelFacts> facts(Profile first, Profile second) {
        return List.of();
    }
}
