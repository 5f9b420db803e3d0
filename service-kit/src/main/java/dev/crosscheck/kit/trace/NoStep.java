package dev.crosscheck.kit.trace;

import org.jspecify.annotations.Nullable;

/** The step that nobody wants to know of. */
final class NoStep implements Step {

    private static final LogScope NOTHING = () -> {};

    @Override
    public @Nullable String traceparent() {
        return null;
    }

    @Override
    public void note(String name, Object value) {}

    @Override
    public void failed(Throwable why) {}

    @Override
    public void failed(String why) {}

    @Override
    public void close() {}

    @Override
    public LogScope inLog() {
        return NOTHING;
    }
}
