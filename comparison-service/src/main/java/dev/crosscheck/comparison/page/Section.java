package dev.crosscheck.comparison.page;

import java.util.List;

/**
 * A section of a page.
 *
 * @param id      stable, for links to it: {@code monthly-cost}
 * @param heading as the reader sees it
 */
public record Section(String id, String heading, List<Block> blocks) {
    public Section {
        blocks = List.copyOf(blocks);
    }
}
