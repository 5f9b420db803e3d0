package dev.crosscheck.comparison.pagestore;

import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Profile;
import java.util.List;

/** Makes the page of two to six models side by side. Pure, and never stored: there are too many to choose from. */
@FunctionalInterface
public interface TableFunction {

    /** @param models two to six different ones, in the order of the columns */
    Page of(List<Profile> models);
}
