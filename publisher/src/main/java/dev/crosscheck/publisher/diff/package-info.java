/** What publishing would change: states before and after, item by item. */
@NullMarked
package dev.crosscheck.publisher.diff;

import org.jspecify.annotations.NullMarked;
