/** Why a price is on a page, or why it is not. */
@NullMarked
package dev.crosscheck.publisher.why;

import org.jspecify.annotations.NullMarked;
