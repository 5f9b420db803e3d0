package dev.crosscheck.measure;

/** Stops what was started when this program is interrupted: whoever presses Ctrl-C wants nothing left behind. */
final class OnInterrupt implements AutoCloseable {

    private final Thread hook;

    private OnInterrupt(Thread hook) {
        this.hook = hook;
    }

    /** @param stop may be called while {@code stop} is called elsewhere, too */
    static OnInterrupt run(Runnable stop) {
        Thread hook = new Thread(stop, "stop-on-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        return new OnInterrupt(hook);
    }

    /** It was stopped in good order. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // We are being interrupted this very moment.
        }
    }
}
