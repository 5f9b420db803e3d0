package dev.crosscheck.comparison.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first page.
 *
 * @param options  models to pick from; at most a thousand, the rest are found by typing
 * @param models   how many models are known
 * @param providers with a live route
 * @param offers   of all models
 * @param scores   of all models
 * @param pairs    pages there are
 * @param newest   day of the newest fact; null if there is none
 * @param oldest   day of the oldest fact; null if there is none
 * @param examples comparisons to begin with
 */
public record HomeView(
        List<Option> options,
        String models,
        String providers,
        String offers,
        String scores,
        String pairs,
        @Nullable String newest,
        @Nullable String oldest,
        List<Example> examples,
        List<ChangeView> changes) {

    public record Option(String id, String name) {}

    public record Example(String address, String first, String second) {}
}
