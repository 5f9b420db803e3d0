/** What each source says of each item of a model: decided purely, kept with its whole history. */
@NullMarked
package dev.crosscheck.catalog.claim;

import org.jspecify.annotations.NullMarked;
