package dev.crosscheck.comparison.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.comparison.change.FreshChanges.Numbered;
import dev.crosscheck.event.Encoded;
import dev.crosscheck.kit.trace.Carried;
import dev.crosscheck.kit.trace.Step;
import dev.crosscheck.kit.trace.Tracing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeStepsTest {

    private final List<String> said = new ArrayList<>();

    @Test
    void stepEndsWithTheLastOfItsChanges() {
        List<Numbered> changes = List.of(change(1), change(2), new Numbered(3, encoded(Map.of())));
        ChangeSteps steps = ChangeSteps.begin(new Telling(false), changes);

        for (Numbered change : changes) {
            steps.andThen(change, (_, _) -> said.add("told " + change.number())).onCompletion(null, null);
        }

        assertThat(said).containsExactly("2 begin", "told 1", "told 2", "end", "told 3");
    }

    /** Whoever waits for it holds back what comes after a change that was not told. */
    @Test
    void whatBecomesOfAChangeIsSaidWhateverBecomesOfItsTrace() {
        Numbered change = change(1);
        ChangeSteps steps = ChangeSteps.begin(new Telling(true), List.of(change));

        assertThatThrownBy(() -> steps.andThen(change, (_, failure) -> said.add(failure.getMessage()))
                        .onCompletion(null, new IllegalStateException("not told")))
                .hasMessage("no room for a trace");

        assertThat(said).containsExactly("1 begin", "not told");
    }

    private static Numbered change(long number) {
        return new Numbered(number, encoded(Map.of(Carried.HEADER, "event")));
    }

    private static Encoded encoded(Map<String, String> headers) {
        return new Encoded("topic", new byte[0], headers, new byte[0]);
    }

    /** Of all changes that belong to one event, one step. */
    private final class Telling implements Tracing {

        private final boolean fails;

        Telling(boolean fails) {
            this.fails = fails;
        }

        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public boolean isRight(String traceparent) {
            return true;
        }

        @Override
        public Step begin(
                Kind kind, String name, @Nullable String parent, List<String> links, Map<String, Object> attributes) {
            said.add(attributes.getOrDefault("messaging.batch.message_count", 1) + " begin");
            return new Step() {
                @Override
                public String traceparent() {
                    return "step";
                }

                @Override
                public void note(String noted, Object value) {}

                @Override
                public void failed(Throwable why) {
                    if (fails) {
                        throw new IllegalStateException("no room for a trace");
                    }
                }

                @Override
                public void failed(String why) {}

                @Override
                public void close() {
                    said.add("end");
                }

                @Override
                public LogScope inLog() {
                    return () -> {};
                }
            };
        }

        @Override
        public void close() {}
    }
}
