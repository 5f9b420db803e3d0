package dev.crosscheck.kit.trace;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The names by which a line of the log says to which step it belongs. */
final class LogTrace {

    private static final String TRACE = "trace_id";
    private static final String STEP = "span_id";

    /** Has this thread's lines say so until closed; then they say what they said before. */
    static Step.LogScope of(String trace, String step) {
        String traceBefore = MDC.get(TRACE);
        String stepBefore = MDC.get(STEP);
        MDC.put(TRACE, trace);
        MDC.put(STEP, step);
        return () -> {
            restore(TRACE, traceBefore);
            restore(STEP, stepBefore);
        };
    }

    private static void restore(String name, @Nullable String before) {
        if (before == null) {
            MDC.remove(name);
        } else {
            MDC.put(name, before);
        }
    }

    private LogTrace() {}
}
