package dev.crosscheck.kit.trace;

import org.jspecify.annotations.Nullable;

/** A step of a trace. It ends once, by {@link #close}; a second time says nothing. */
public interface Step extends AutoCloseable {

    /** Nobody wants to know of it. */
    Step NONE = new NoStep();

    /** By what others go on from here; null if nobody wants to know. */
    @Nullable
    String traceparent();

    /**
     * Says something of it.
     *
     * @param value a text, a whole number or a flag; a long text is cut
     */
    void note(String name, Object value);

    /** It did not do what it was to do. Of the exception its class is told, and not what it says, which may be anybody's. */
    void failed(Throwable why);

    /** The same, for what is no exception: such as the status of an answer. */
    void failed(String why);

    /** It is done. */
    @Override
    void close();

    /** Has the lines that this thread logs say of which step they are, until closed. */
    LogScope inLog();

    /** The lines after it are of no step, or of the one before. */
    interface LogScope extends AutoCloseable {
        @Override
        void close();
    }
}
