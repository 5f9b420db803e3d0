/** Batches that touch far more than usual. Start at {@link dev.crosscheck.publisher.mass.MassThresholds#doubt}. */
@NullMarked
package dev.crosscheck.publisher.mass;

import org.jspecify.annotations.NullMarked;
