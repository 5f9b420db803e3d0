package dev.crosscheck.catalog.model;

import org.jspecify.annotations.Nullable;

/**
 * A model as it was last published.
 *
 * @param revision 0 if it never was
 * @param state    the bytes that were published; null if none were
 */
// The bytes are compared by the one who published them.
@SuppressWarnings("ArrayRecordComponent")
public record HeldModel(String id, long revision, byte @Nullable [] state) {

    /** Whether nothing was ever published of it. */
    boolean isNew() {
        return revision == 0;
    }
}
