package dev.crosscheck.kit.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import org.jooq.exception.DataAccessException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database that is away is no bug: the client may try again. */
@Singleton
final class DatabaseExceptionHandler implements ExceptionHandler<DataAccessException, HttpResponse<Problem>> {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseExceptionHandler.class);
    private static final String RETRY_AFTER_SECONDS = "1";

    @Override
    public HttpResponse<Problem> handle(HttpRequest request, DataAccessException exception) {
        HttpStatus status = isAway(exception) ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.INTERNAL_SERVER_ERROR;
        LOG.atError()
                .addKeyValue("path", request.getPath())
                .addKeyValue("sqlState", exception.sqlState())
                .setCause(exception)
                .log("The database did not do what was asked");
        var response = HttpResponse.status(status);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            response = response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return ProblemAnswers.answer(response, ProblemAnswers.masked(status));
    }

    /** SQLState classes "connection", "insufficient resources", "operator intervention"; or no connection was free. */
    private static boolean isAway(DataAccessException exception) {
        SQLException cause = exception.getCause(SQLException.class);
        String state = exception.sqlState();
        return cause instanceof SQLTransientException
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57");
    }
}
