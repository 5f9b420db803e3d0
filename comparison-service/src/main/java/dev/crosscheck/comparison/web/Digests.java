package dev.crosscheck.comparison.web;

import java.util.List;

/** The numbers that place each model among all others, as they are now. */
interface Digests {

    /** Every model, by id; the same list while nothing has changed. */
    List<Digest> all();
}
