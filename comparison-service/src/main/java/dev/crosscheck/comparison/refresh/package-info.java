/** Brings the stored pages of changed models up to their facts, at its own pace. */
@NullMarked
package dev.crosscheck.comparison.refresh;

import org.jspecify.annotations.NullMarked;
