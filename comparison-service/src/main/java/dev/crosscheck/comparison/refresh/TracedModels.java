package dev.crosscheck.comparison.refresh;

import dev.crosscheck.kit.trace.Step;
import dev.crosscheck.kit.trace.Tracing;
import dev.crosscheck.kit.trace.Tracing.Kind;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The steps by which marked models were taken in, for the round that brings their pages up. What another replica took
 * in, it knows: a round of this one is then no step of that event.
 */
@Singleton
public final class TracedModels {

    /** More than these wait only while nothing is refreshed. */
    private static final int MOST_MODELS = 1_000;

    private static final int MOST_OF_A_MODEL = 8;

    /** A round of more is a step of these. */
    private static final int MOST_OF_A_ROUND = 64;

    private final Tracing tracing;

    /** Traceparents by model, oldest first. */
    private final SequencedMap<String, List<String>> waiting = new LinkedHashMap<>();

    TracedModels(Tracing tracing) {
        this.tracing = tracing;
    }

    /**
     * Keeps them for the round to come, behind those that wait already.
     *
     * @param traceparents of what models were marked by, by model
     */
    public synchronized void marked(Map<String, String> traceparents) {
        traceparents.forEach((model, traceparent) -> {
            List<String> ofModel = waiting.computeIfAbsent(model, _ -> new ArrayList<>());
            ofModel.add(traceparent);
            if (ofModel.size() > MOST_OF_A_MODEL) {
                // Others may have brought its pages up since: the newest is behind the change that is told.
                ofModel.removeFirst();
            }
        });
        while (waiting.size() > MOST_MODELS) {
            waiting.pollFirstEntry();
        }
    }

    /** Begins a step of each of those that these models were marked by. The first of them is the round; others link to it. */
    OfRound begin(Set<String> models) {
        if (!tracing.isOn()) {
            return OfRound.NONE;
        }
        Map<String, List<String>> marked = of(models);
        Map<String, Step> steps = new LinkedHashMap<>();
        Map<String, String> byModel = new HashMap<>();
        marked.forEach((model, traceparents) -> traceparents.forEach(traceparent -> {
            Step step = steps.get(traceparent);
            if (step == null && steps.size() < MOST_OF_A_ROUND) {
                step = begin(traceparent, steps.values(), models.size());
                steps.put(traceparent, step);
            }
            String goesOn = step == null ? null : step.traceparent();
            if (goesOn != null) {
                byModel.put(model, goesOn);
            }
        }));
        return new OfRound(marked, List.copyOf(steps.values()), byModel);
    }

    /** Their pages are stored. What they were marked by since the round began waits for the next. */
    synchronized void stored(OfRound round, Collection<String> models) {
        for (String model : models) {
            List<String> done = round.marked.get(model);
            List<String> left = waiting.get(model);
            if (done != null && left != null) {
                left.removeAll(done);
                if (left.isEmpty()) {
                    waiting.remove(model);
                }
            }
        }
    }

    private synchronized Map<String, List<String>> of(Set<String> models) {
        Map<String, List<String>> marked = new LinkedHashMap<>();
        waiting.forEach((model, traceparents) -> {
            if (models.contains(model)) {
                marked.put(model, List.copyOf(traceparents));
            }
        });
        return marked;
    }

    private Step begin(String traceparent, Collection<Step> earlier, int models) {
        String round = earlier.stream()
                .map(Step::traceparent)
                .filter(known -> known != null)
                .findFirst()
                .orElse(null);
        return tracing.begin(
                Kind.INTERNAL,
                "refresh pages",
                traceparent,
                round == null ? List.of() : List.of(round),
                Map.of("crosscheck.models", models));
    }

    /** The steps of one round. */
    static final class OfRound implements AutoCloseable {

        static final OfRound NONE = new OfRound(Map.of(), List.of(), Map.of());

        private final Map<String, List<String>> marked;
        private final List<Step> steps;
        private final Map<String, String> byModel;

        private OfRound(Map<String, List<String>> marked, List<Step> steps, Map<String, String> byModel) {
            this.marked = marked;
            this.steps = steps;
            this.byModel = byModel;
        }

        /** By what that goes on which is done for a model, by model. */
        Map<String, String> traceparents() {
            return byModel;
        }

        void looked(long pages) {
            steps.forEach(step -> step.note("crosscheck.pages", pages));
        }

        void failed(Throwable why) {
            steps.forEach(step -> step.failed(why));
        }

        @Override
        public void close() {
            steps.forEach(Step::close);
        }
    }
}
