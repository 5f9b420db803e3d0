package dev.crosscheck.comparison.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Models as a list.
 *
 * @param query what was searched for; empty for all
 * @param total how many there are in all
 * @param next  address of the following models; null if there are none
 */
public record ModelsView(
        String query,
        String total,
        List<Item> items,
        @Nullable String next) {

    /**
     * @param price   blended, of the cheapest live route; null if none is priced
     * @param routes  live ones
     */
    public record Item(
            String id,
            String name,
            @Nullable String maker,
            @Nullable String kind,
            @Nullable String released,
            @Nullable String context,
            @Nullable String parameters,
            @Nullable String price,
            int routes,
            int scores) {}
}
