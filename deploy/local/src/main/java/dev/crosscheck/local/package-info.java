/** The whole system on one machine, without containers. */
@NullMarked
package dev.crosscheck.local;

import org.jspecify.annotations.NullMarked;
