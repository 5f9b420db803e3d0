/** Pages as people read them: HTML and Markdown, and the addresses they stand at. Knows no Kafka and no SQL. */
@NullMarked
package dev.crosscheck.comparison.web;

import org.jspecify.annotations.NullMarked;
