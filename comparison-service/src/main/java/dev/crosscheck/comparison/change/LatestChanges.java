package dev.crosscheck.comparison.change;

import dev.crosscheck.event.comparison.PageChanged;
import java.util.List;

/** The changes that people look at first. */
public interface LatestChanges {

    /** At most so many changes with a lower number than {@code before}, newest first. */
    List<PageChanged> newest(int limit, long before);
}
