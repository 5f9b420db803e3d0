package dev.crosscheck.kit.problem;

import io.micronaut.http.HttpStatus;
import java.net.URI;
import java.util.Map;

/** A request that cannot be answered as asked. Its detail is shown to the client. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final URI type;
    private final String title;
    private final HttpStatus status;
    private final String detail;

    /** Of the answer, such as {@code Retry-After}. An exception is never written out as an object. */
    private final transient Map<String, String> headers;

    /**
     * @param type   such as {@code /problems/unknown-update}
     * @param title  the same for every problem of this type
     * @param detail {@code field: met (expected: …)}
     */
    public ProblemException(URI type, String title, HttpStatus status, String detail) {
        this(type, title, status, detail, Map.of());
    }

    /** @param headers what the answer says beside the problem, such as {@code Retry-After} */
    public ProblemException(URI type, String title, HttpStatus status, String detail, Map<String, String> headers) {
        super(detail);
        this.type = type;
        this.title = title;
        this.status = status;
        this.detail = detail;
        this.headers = Map.copyOf(headers);
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

    Map<String, String> headers() {
        return headers;
    }

    public Problem problem() {
        return new Problem(type, title, status.getCode(), detail);
    }
}
