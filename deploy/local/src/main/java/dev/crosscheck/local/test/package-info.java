/** Real PostgreSQL and Kafka for the tests of every module. */
@NullMarked
package dev.crosscheck.local.test;

import org.jspecify.annotations.NullMarked;
