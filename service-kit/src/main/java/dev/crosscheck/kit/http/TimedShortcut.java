package dev.crosscheck.kit.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A shortcut, counted and timed where routed requests are, under the very names that these have. */
final class TimedShortcut {

    private final Shortcut shortcut;
    private final Timer whole;
    private final Timer notModified;
    private final Counter sent;

    TimedShortcut(Shortcut shortcut, MeterRegistry meters) {
        this.shortcut = shortcut;
        this.whole = timer(meters, HttpResponseStatus.OK, shortcut.route());
        // To the server's own metrics everything from 300 to 399 is a redirection.
        this.notModified = timer(meters, HttpResponseStatus.NOT_MODIFIED, "REDIRECTION");
        this.sent = meters.counter("crosscheck.http.shortcuts", "uri", shortcut.route());
    }

    private static Timer timer(MeterRegistry meters, HttpResponseStatus status, String uri) {
        return meters.timer(
                "http.server.requests",
                "exception",
                "none",
                "method",
                "GET",
                "status",
                status.codeAsText().toString(),
                "uri",
                uri);
    }

    @Nullable
    ReadyAnswer find(String target, HttpHeaders headers) {
        return shortcut.find(target, headers);
    }

    void sent(ReadyAnswer answer, long nanos) {
        Timer timer = answer.status() == HttpResponseStatus.OK.code() ? whole : notModified;
        timer.record(nanos, TimeUnit.NANOSECONDS);
        sent.increment();
    }
}
