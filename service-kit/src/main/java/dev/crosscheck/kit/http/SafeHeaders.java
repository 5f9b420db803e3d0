package dev.crosscheck.kit.http;

import dev.crosscheck.kit.access.Caller;
import dev.crosscheck.kit.header.SafeAnswers;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Has every answer tell browsers to take care, and none be kept that was shown to somebody by name. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class SafeHeaders implements Ordered {

    /** Around all other filters: an answer by which one of them turns somebody away has the headers, too. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @ResponseFilter
    void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
        SafeAnswers.tell(response);
        if (Caller.of(request).isPresent()) {
            SafeAnswers.keepNowhere(response);
        }
    }
}
