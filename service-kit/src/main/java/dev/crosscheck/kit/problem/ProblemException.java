package dev.crosscheck.kit.problem;

import io.micronaut.http.HttpStatus;
import java.net.URI;

/** A request that cannot be answered as asked. Its detail is shown to the client. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final URI type;
    private final String title;
    private final HttpStatus status;
    private final String detail;

    /**
     * @param type   such as {@code /problems/unknown-update}
     * @param title  the same for every problem of this type
     * @param detail {@code field: met (expected: …)}
     */
    public ProblemException(URI type, String title, HttpStatus status, String detail) {
        super(detail);
        this.type = type;
        this.title = title;
        this.status = status;
        this.detail = detail;
    }

    /** 404: nothing here has that id. */
    public static ProblemException notFound(String slug, String title, String detail) {
        return new ProblemException(URI.create("/problems/" + slug), title, HttpStatus.NOT_FOUND, detail);
    }

    /** 400: the request cannot be read as it stands. */
    public static ProblemException badRequest(String slug, String title, String detail) {
        return new ProblemException(URI.create("/problems/" + slug), title, HttpStatus.BAD_REQUEST, detail);
    }

    public URI type() {
        return type;
    }

    public String title() {
        return title;
    }

    public HttpStatus status() {
        return status;
    }

    public Problem problem() {
        return new Problem(type, title, status.getCode(), detail);
    }
}
