package dev.crosscheck.comparison.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of score against price.
 *
 * @param scatter    null if nothing can be drawn
 * @param benchmarks to choose from, those with most models first
 * @param chosen     key of the one drawn
 */
public record ScatterPage(@Nullable ScatterView scatter, List<Choice> benchmarks, String chosen) {

    public record Choice(String key, String label, int models) {}
}
