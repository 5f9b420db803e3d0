package dev.crosscheck.kit.database;

import dev.crosscheck.kit.pulse.Pulse;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;

/** A statement that was answered is a sign of life of whoever asked. One that failed is none. */
final class GettingOn implements ExecuteListener {

    private static final long serialVersionUID = 1L;

    @Override
    public void executeEnd(ExecuteContext context) {
        Pulse.getsOn();
    }
}
