package dev.crosscheck.comparison.intake;

import static dev.crosscheck.comparison.sample.Samples.model;
import static dev.crosscheck.comparison.sample.Samples.prices;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.fact.Facts;
import dev.crosscheck.comparison.fact.ProfileStore;
import dev.crosscheck.comparison.refresh.DirtyModels;
import dev.crosscheck.comparison.refresh.Lag;
import dev.crosscheck.comparison.refresh.RefreshLoop;
import dev.crosscheck.comparison.refresh.TracedModels;
import dev.crosscheck.comparison.sample.Engine;
import dev.crosscheck.kit.deadletter.DeadLetters;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class StateIntakeTest {

    /** One that has no partition, and to which no notification has come yet. */
    @Test
    void replicaTakesOverWhatOthersTookIn() {
        try (Engine engine = Engine.start()) {
            engine.hear(model("a", 1), prices("a", 1, "1"));
            FactView view = new FactView();
            StateIntake another = new StateIntake(
                    engine.get(ProfileStore.class),
                    new Facts(engine.get(ProfileStore.class), view),
                    view,
                    engine.get(DirtyModels.class),
                    engine.get(DeadLetters.class),
                    engine.get(RefreshLoop.class),
                    engine.get(Lag.class),
                    engine.get(TracedModels.class),
                    engine.get(Clock.class));

            another.takeOver(engine.dsl());

            assertThat(view.find("a")).contains(engine.known("a"));
        }
    }
}
