/**
 * Turns what is known of two models into a page. Knows no Kafka, SQL, clock, locale or framework: a
 * page is a pure function of its facts, so that recomputing one is always safe.
 */
@NullMarked
package dev.crosscheck.comparison.page;

import org.jspecify.annotations.NullMarked;
