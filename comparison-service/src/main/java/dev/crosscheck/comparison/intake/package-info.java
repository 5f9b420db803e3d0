/** Takes in what catalog and pricing publish. A state that is not newer than the held one changes nothing. */
@NullMarked
package dev.crosscheck.comparison.intake;

import org.jspecify.annotations.NullMarked;
