/** Who may do what over HTTP: nobody anything, unless a route says so. */
@NullMarked
package dev.crosscheck.kit.access;

import org.jspecify.annotations.NullMarked;
