package dev.crosscheck.publisher.eventfile;

import java.util.List;

/**
 * A row of a file as it stands there, so that it can be written down again with what is wrong with it.
 *
 * @param file   as the user named it
 * @param number 1 for the first line of the file; a header counts
 * @param header the columns' names as they stand there; empty in a file of JSON Lines
 * @param cells  one for each column; of JSON Lines, the line
 */
public record Row(String file, int number, List<String> header, List<String> cells) {

    public Row {
        header = List.copyOf(header);
        cells = List.copyOf(cells);
    }

    public boolean isCsv() {
        return !header.isEmpty();
    }
}
