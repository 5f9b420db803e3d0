package dev.crosscheck.comparison.refresh;

import dev.crosscheck.comparison.pagestore.PageKey;
import java.util.List;

/** Which pages readers ask for: those are refreshed first. */
public interface HotPairs {

    /** Pairs read of late, in no order; bounded. */
    List<PageKey> hot();
}
