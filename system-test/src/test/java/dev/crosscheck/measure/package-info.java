/** What can be known of measurements without a clock. */
@NullMarked
package dev.crosscheck.measure;

import org.jspecify.annotations.NullMarked;
