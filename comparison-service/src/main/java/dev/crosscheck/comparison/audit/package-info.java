/** Holds every stored page against one made from scratch, when somebody asks. */
@NullMarked
package dev.crosscheck.comparison.audit;

import org.jspecify.annotations.NullMarked;
