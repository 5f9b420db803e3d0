/**
 * Under which spellings a model is known, by whose word. Exact spellings only: a wrong match is worse
 * than none.
 */
@NullMarked
package dev.crosscheck.catalog.identity;

import org.jspecify.annotations.NullMarked;
