/** How fast the whole is, beside what the machine could do at best. {@code ./dev measure} runs it. */
@NullMarked
package dev.crosscheck.measure;

import org.jspecify.annotations.NullMarked;
