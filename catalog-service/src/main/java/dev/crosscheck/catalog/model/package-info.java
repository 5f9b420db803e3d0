/** Models as they are published and read. */
@NullMarked
package dev.crosscheck.catalog.model;

import org.jspecify.annotations.NullMarked;
