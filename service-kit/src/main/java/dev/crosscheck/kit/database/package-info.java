/** One PostgreSQL for each service: migrated by its owner at start, used under a lesser role. */
@NullMarked
package dev.crosscheck.kit.database;

import org.jspecify.annotations.NullMarked;
