package dev.crosscheck.comparison.web;

import java.util.List;

/**
 * Models near to those on a page in one way.
 *
 * @param heading such as "Closest in price"
 */
public record NeighbourView(String heading, List<Item> items) {

    public NeighbourView {
        items = List.copyOf(items);
    }

    /**
     * @param id      of the neighbour
     * @param beside  name of the page's model that it is nearest to
     * @param address of the comparison of the two
     * @param detail  how near, in numbers
     */
    public record Item(String id, String name, String beside, String address, String detail) {}
}
