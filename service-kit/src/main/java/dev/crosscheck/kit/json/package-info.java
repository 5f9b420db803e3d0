/** The little JSON that the kit writes and reads itself. */
@NullMarked
package dev.crosscheck.kit.json;

import org.jspecify.annotations.NullMarked;
