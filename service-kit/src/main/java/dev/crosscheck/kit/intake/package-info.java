/** Updates from outside, whether they come by topic or over HTTP. */
@NullMarked
package dev.crosscheck.kit.intake;

import org.jspecify.annotations.NullMarked;
