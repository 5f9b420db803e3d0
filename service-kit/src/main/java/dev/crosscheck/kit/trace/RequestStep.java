package dev.crosscheck.kit.trace;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import org.jspecify.annotations.Nullable;

/** The step that answers the request at hand, on whichever thread: its lines of the log say so. */
public record RequestStep(Step step) implements ThreadPropagatedContextElement<Step.LogScope> {

    /** By what that goes on which is done for the request at hand; null if by nothing. */
    public static @Nullable String traceparent() {
        return PropagatedContext.find()
                .flatMap(context -> context.find(RequestStep.class))
                .map(request -> request.step.traceparent())
                .orElse(null);
    }

    @Override
    public Step.LogScope updateThreadContext() {
        return step.inLog();
    }

    @Override
    public void restoreThreadContext(Step.LogScope before) {
        before.close();
    }
}
