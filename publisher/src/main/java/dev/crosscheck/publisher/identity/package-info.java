/**
 * Which model a spelling means. Exact and curated rules answer; whatever else comes near is a
 * suggestion, which a person decides on. Pure: no clock, no network.
 */
@NullMarked
package dev.crosscheck.publisher.identity;

import org.jspecify.annotations.NullMarked;
