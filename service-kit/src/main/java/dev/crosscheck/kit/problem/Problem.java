package dev.crosscheck.kit.problem;

import io.micronaut.serde.annotation.Serdeable;
import java.net.URI;

/**
 * What went wrong, for a program and for a person (RFC 9457).
 *
 * @param type   a stable name for the kind of problem; clients branch on this, never on the text
 * @param title  the same for every problem of this type
 * @param status the HTTP status, repeated for readers of logs
 * @param detail what was wrong with this request, and what would have been right
 */
@Serdeable
public record Problem(URI type, String title, int status, String detail) {}
