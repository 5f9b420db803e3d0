package dev.crosscheck.comparison.refresh;

import static dev.crosscheck.comparison.db.Tables.PAGE_CHANGE;
import static dev.crosscheck.comparison.db.Tables.PAGE_TEMPLATE;
import static dev.crosscheck.comparison.sample.Samples.model;
import static dev.crosscheck.comparison.sample.Samples.prices;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.sample.Engine;
import dev.crosscheck.comparison.sample.SimplePages;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicas of two versions on one database. */
class TemplateInForceTest {

    private Engine engine;

    @BeforeEach
    void start() {
        engine = Engine.start();
        engine.dsl().transaction(tx -> engine.get(TemplateInForce.class).begin(tx.dsl()));
        engine.hear(Stream.of("a", "b", "c")
                .flatMap(id -> Stream.of(model(id, 1), prices(id, 1, "1")))
                .toArray());
        engine.refresh();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void earlierVersionLeavesMarksToTheLaterOne() {
        inForce(Page.TEMPLATE_VERSION + 1);
        engine.get(SimplePages.class).takeMade();
        engine.hear(prices("a", 2, "2"));

        assertThat(engine.refresh()).isZero();
        assertThat(dirty()).containsExactly("a");
        assertThat(engine.get(SimplePages.class).takeMade()).isEmpty();

        inForce(Page.TEMPLATE_VERSION);
        engine.refresh();

        assertThat(dirty()).isEmpty();
        assertThat(engine.dsl().fetchCount(PAGE_CHANGE)).isEqualTo(2);
    }

    @Test
    void laterVersionThatComesDuringARoundFindsItsMarks() {
        engine.hear(prices("a", 2, "2"));
        AtomicBoolean came = new AtomicBoolean();
        engine.get(SimplePages.class).before(_ -> {
            if (came.compareAndSet(false, true)) {
                inForce(Page.TEMPLATE_VERSION + 1);
            }
        });

        engine.refresh();

        assertThat(dirty()).containsExactly("a");
    }

    @Test
    void laterVersionPutsItsTemplateInForceOnce() {
        inForce(Page.TEMPLATE_VERSION - 1);

        assertThat(begins()).isTrue();
        assertThat(begins()).isFalse();
        assertThat(engine.dsl().fetchSingle(PAGE_TEMPLATE).getVersion()).isEqualTo(Page.TEMPLATE_VERSION);
    }

    @Test
    void earlierVersionDoesNotTakeTheTemplateBack() {
        inForce(Page.TEMPLATE_VERSION + 1);

        assertThat(begins()).isFalse();
        assertThat(engine.dsl().fetchSingle(PAGE_TEMPLATE).getVersion()).isEqualTo(Page.TEMPLATE_VERSION + 1);
    }

    @Test
    void versionWhoseTemplateWasSetBackUnderItLeavesPagesToTheEarlierOne() {
        inForce(Page.TEMPLATE_VERSION - 1);
        engine.hear(prices("a", 2, "2"));

        assertThat(engine.refresh()).isZero();
        assertThat(dirty()).containsExactly("a");
    }

    private boolean begins() {
        return engine.dsl()
                .transactionResult(tx -> engine.get(TemplateInForce.class).begin(tx.dsl()));
    }

    private void inForce(int version) {
        engine.asOwner("update page_template set version = " + version);
    }

    private List<String> dirty() {
        return engine.get(DirtyModels.class).list(engine.dsl());
    }
}
