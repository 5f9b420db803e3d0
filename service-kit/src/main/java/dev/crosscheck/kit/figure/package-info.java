/** Figures that only the database knows, for those who watch the service. */
@NullMarked
package dev.crosscheck.kit.figure;

import org.jspecify.annotations.NullMarked;
