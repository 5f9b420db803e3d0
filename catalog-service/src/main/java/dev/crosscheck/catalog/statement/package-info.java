/** What sources and editors say in words. */
@NullMarked
package dev.crosscheck.catalog.statement;

import org.jspecify.annotations.NullMarked;
