package dev.crosscheck.kit.problem;

import dev.crosscheck.kit.header.SafeAnswers;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.bind.exceptions.UnsatisfiedArgumentException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.http.server.exceptions.NotAcceptableException;
import io.micronaut.http.server.exceptions.NotAllowedException;
import io.micronaut.http.server.exceptions.UnsupportedMediaException;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where every error that the framework finds becomes a {@link Problem}.
 *
 * <p>What went wrong on our side is never told: the client can do nothing with it but harm.
 */
@Singleton
@Replaces(ErrorResponseProcessor.class)
final class ProblemAnswers implements ErrorResponseProcessor<Problem> {

    private static final int SHOWN = 200;

    private final long mostBytes;

    ProblemAnswers(HttpServerConfiguration server) {
        this.mostBytes = server.getMaxRequestSize();
    }

    /** Some of these answers get past every filter: those to requests that could not be read at all. */
    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        MutableHttpResponse<Problem> answer = answer(response, problem(context, response.status()));
        SafeAnswers.tell(answer);
        return answer;
    }

    static MutableHttpResponse<Problem> answer(MutableHttpResponse<?> response, Problem problem) {
        return response.body(problem).contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    }

    private Problem problem(ErrorContext context, HttpStatus status) {
        HttpRequest<?> request = context.getRequest();
        if (status.getCode() >= HttpStatus.INTERNAL_SERVER_ERROR.getCode()) {
            return masked(status);
        }
        return switch (context.getRootCause().orElse(null)) {
            case ProblemException problem -> problem.problem();
            case NotAllowedException e -> methodNotAllowed(status, e.getRequestMethod(), e.getAllowedMethods());
            case NotAcceptableException e ->
                of(
                        "not-acceptable",
                        "No such form of the answer",
                        status,
                        "accept",
                        e.getAcceptedTypes(),
                        oneOf(e.getProduceableContentTypes()));
            case UnsupportedMediaException e ->
                of(
                        "unsupported-media-type",
                        "Not a form of request we read",
                        status,
                        "content-type",
                        e.getContentType(),
                        oneOf(e.getAcceptableContentTypes()));
            case ContentLengthExceededException e -> tooLarge(status, request);
            case ConversionErrorException e ->
                of(
                        "invalid-request",
                        "The request cannot be read",
                        status,
                        e.getArgument().getName(),
                        e.getConversionError().getOriginalValue().orElse("nothing"),
                        "a value of type " + e.getArgument().getType().getSimpleName());
            case UnsatisfiedRouteException e -> missing(status, e.getArgument().getName());
            case UnsatisfiedArgumentException e ->
                missing(status, e.getArgument().getName());
            case null, default -> byStatus(context, status, request);
        };
    }

    static Problem masked(HttpStatus status) {
        return status == HttpStatus.SERVICE_UNAVAILABLE
                ? new Problem(
                        URI.create("/problems/unavailable"),
                        "Not available at the moment",
                        status.getCode(),
                        "service: something it needs is away (expected: back soon; try again)")
                : new Problem(
                        URI.create("/problems/internal"),
                        "Something went wrong on our side",
                        status.getCode(),
                        "service: failed on this request (expected: an answer); it has been logged");
    }

    private Problem byStatus(ErrorContext context, HttpStatus status, HttpRequest<?> request) {
        return switch (status) {
            case NOT_FOUND ->
                of("not-found", "Nothing is here", status, "path", request.getPath(), "a path of this service's API");
            case METHOD_NOT_ALLOWED ->
                of(
                        "method-not-allowed",
                        "Not a method of this resource",
                        status,
                        "method",
                        request.getMethodName(),
                        "another method");
            case REQUEST_ENTITY_TOO_LARGE -> tooLarge(status, request);
            case UNAUTHORIZED ->
                of(
                        "unauthorized",
                        "Who are you?",
                        status,
                        "authorization",
                        "none that is valid",
                        "a valid bearer token");
            case FORBIDDEN ->
                of("forbidden", "Not yours to do", status, "role", "not sufficient", "a role that may do this");
            default ->
                of(
                        "invalid-request",
                        "The request cannot be read",
                        status,
                        "request",
                        context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; ")),
                        "one as in the API description");
        };
    }

    private static Problem methodNotAllowed(HttpStatus status, String met, Collection<String> allowed) {
        return of("method-not-allowed", "Not a method of this resource", status, "method", met, oneOf(allowed));
    }

    private Problem tooLarge(HttpStatus status, HttpRequest<?> request) {
        String met = request.getHeaders().get(HttpHeaders.CONTENT_LENGTH);
        return of(
                "too-large",
                "The request is too large",
                status,
                "body",
                met == null ? "too many bytes" : met + " bytes",
                "at most " + mostBytes + " bytes; send it in parts");
    }

    private static Problem missing(HttpStatus status, String field) {
        return of("invalid-request", "The request cannot be read", status, field, "nothing", "a value");
    }

    private static Problem of(
            String slug, String title, HttpStatus status, String field, @Nullable Object met, String expected) {
        return new Problem(
                URI.create("/problems/" + slug),
                title,
                status.getCode(),
                field + ": " + shown(met) + " (expected: " + expected + ")");
    }

    private static String oneOf(@Nullable Collection<String> names) {
        return names == null || names.isEmpty()
                ? "another one"
                : names.stream().sorted().collect(Collectors.joining(", "));
    }

    /** What was met comes from outside: it is shortened, and cannot break a line of a log. */
    private static String shown(@Nullable Object met) {
        String text = String.valueOf(met).replaceAll("\\p{Cntrl}", "\uFFFD");
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + " characters)";
    }
}
