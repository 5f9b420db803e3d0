/** Errors as clients see them (RFC 9457). */
@NullMarked
package dev.crosscheck.kit.problem;

import org.jspecify.annotations.NullMarked;
