package dev.crosscheck.comparison.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.kit.trace.Step;
import dev.crosscheck.kit.trace.Tracing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TracedModelsTest {

    private final Begun begun = new Begun();
    private final TracedModels traced = new TracedModels(begun);

    @Test
    void roundIsAStepOfEachEventBehindIt() {
        traced.marked(Map.of("one", "event-1"));
        traced.marked(Map.of("two", "event-2"));

        try (TracedModels.OfRound round = traced.begin(Set.of("one", "two", "untraced"))) {
            assertThat(begun.steps())
                    .containsExactly("refresh pages of event-1 beside []", "refresh pages of event-2 beside [step-1]");
            assertThat(round.traceparents()).isEqualTo(Map.of("one", "step-1", "two", "step-2"));
            assertThat(begun.ended()).isEmpty();
        }
        assertThat(begun.ended()).containsExactly("step-1", "step-2");
    }

    @Test
    void eventOfTwoModelsIsOneStep() {
        traced.marked(Map.of("one", "event-1", "two", "event-1"));

        assertThat(traced.begin(Set.of("one", "two")).traceparents())
                .isEqualTo(Map.of("one", "step-1", "two", "step-1"));
        assertThat(begun.steps()).hasSize(1);
    }

    @Test
    void eventsOfOtherModelsWaitForTheirRound() {
        traced.marked(Map.of("one", "event-1", "two", "event-2"));

        traced.stored(traced.begin(Set.of("one")), List.of("one"));
        traced.begin(Set.of("one", "two"));

        assertThat(begun.steps())
                .containsExactly("refresh pages of event-1 beside []", "refresh pages of event-2 beside []");
    }

    @Test
    void whatCameDuringARoundWaitsForTheNext() {
        traced.marked(Map.of("one", "event-1"));
        TracedModels.OfRound round = traced.begin(Set.of("one"));
        traced.marked(Map.of("one", "event-2"));
        traced.stored(round, List.of("one"));

        traced.begin(Set.of("one"));

        assertThat(begun.steps())
                .containsExactly("refresh pages of event-1 beside []", "refresh pages of event-2 beside []");
    }

    @Test
    void whatARoundDidNotStoreIsAStepOfTheNextToo() {
        traced.marked(Map.of("one", "event-1"));

        traced.stored(traced.begin(Set.of("one")), List.of());
        traced.begin(Set.of("one"));

        assertThat(begun.steps())
                .containsExactly("refresh pages of event-1 beside []", "refresh pages of event-1 beside []");
    }

    /** Nothing is refreshed for hours, say: what waits does not grow with it. */
    @Test
    void whatWaitsIsBounded() {
        for (int event = 0; event < 2_000; event++) {
            traced.marked(Map.of("model-" + event, "event-" + event, "one", "often-" + event));
        }

        assertThat(traced.begin(Set.of("model-0")).traceparents()).isEmpty();
        assertThat(traced.begin(Set.of("one")).traceparents()).hasSizeLessThanOrEqualTo(1);
        assertThat(begun.steps()).hasSizeLessThanOrEqualTo(8);
        Set<String> models =
                IntStream.range(0, 2_000).mapToObj(number -> "model-" + number).collect(Collectors.toSet());
        assertThat(traced.begin(models).traceparents()).hasSize(64);
    }

    /** Another replica brought its pages up each time. */
    @Test
    void ofManyEventsOfAModelTheNewestWait() {
        for (int event = 1; event <= 20; event++) {
            traced.marked(Map.of("one", "event-" + event));
        }

        assertThat(traced.begin(Set.of("one")).traceparents()).isEqualTo(Map.of("one", "step-8"));
        assertThat(begun.steps()).hasSize(8).first().isEqualTo("refresh pages of event-13 beside []");
        assertThat(begun.steps()).last().isEqualTo("refresh pages of event-20 beside [step-1]");
    }

    @Test
    void nobodyWhoWantsNoTracesIsToldOfRounds() {
        TracedModels silent = new TracedModels(Tracing.OFF);
        silent.marked(Map.of("one", "event-1"));

        assertThat(silent.begin(Set.of("one"))).isSameAs(TracedModels.OfRound.NONE);
    }

    /** Writes down what is begun and ended. */
    private static final class Begun implements Tracing {

        private final List<String> steps = new ArrayList<>();
        private final List<String> ended = new ArrayList<>();

        List<String> steps() {
            return steps;
        }

        List<String> ended() {
            return ended;
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
            steps.add(name + " of " + parent + " beside " + links);
            String id = "step-" + steps.size();
            return new Step() {
                @Override
                public String traceparent() {
                    return id;
                }

                @Override
                public void note(String noted, Object value) {}

                @Override
                public void failed(Throwable why) {}

                @Override
                public void failed(String why) {}

                @Override
                public void close() {
                    ended.add(id);
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
