/**
 * Reads finished pages as a sceptical reader does, and finds what is not true of the facts they were made
 * from. It shares no formula with what makes pages.
 */
@NullMarked
package dev.crosscheck.comparison.page.audit;

import org.jspecify.annotations.NullMarked;
