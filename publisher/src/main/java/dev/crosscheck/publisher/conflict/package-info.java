/** Where sources disagree beyond a tolerance. */
@NullMarked
package dev.crosscheck.publisher.conflict;

import org.jspecify.annotations.NullMarked;
