/** What every answer tells browsers, whichever way it goes out. */
@NullMarked
package dev.crosscheck.kit.header;

import org.jspecify.annotations.NullMarked;
