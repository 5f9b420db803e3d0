/** What changed on a page in substance, and telling whoever follows. */
@NullMarked
package dev.crosscheck.comparison.change;

import org.jspecify.annotations.NullMarked;
