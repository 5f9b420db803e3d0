package dev.crosscheck.publisher.source;

import dev.crosscheck.event.Source;
import java.time.Instant;

/**
 * Who says it and when it was read; the same for everything in one file.
 *
 * @param source     the source's id is that under which the catalog knows its spellings
 * @param observedAt when the file was taken
 */
public record Origin(Source source, Instant observedAt) {}
