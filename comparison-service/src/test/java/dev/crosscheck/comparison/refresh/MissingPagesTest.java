package dev.crosscheck.comparison.refresh;

import static dev.crosscheck.comparison.db.Tables.PAGE;
import static dev.crosscheck.comparison.sample.Samples.model;
import static dev.crosscheck.comparison.sample.Samples.prices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.comparison.fact.Facts;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.comparison.pagestore.PageStore;
import dev.crosscheck.comparison.sample.Engine;
import dev.crosscheck.comparison.sample.SimplePages;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MissingPagesTest {

    /** Intake marks with a cause; whoever misses a page marks without. */
    private static final String NOTHING_IS_MISSED = """
            create function refuse() returns trigger language plpgsql as 'begin raise exception ''not now''; end';
            create trigger nothing_is_missed before insert on dirty_model
                for each row when (new.causes = '{}') execute function refuse()""";

    private Engine engine;

    @BeforeEach
    void start() {
        engine = Engine.start();
        engine.dsl().transaction(tx -> engine.get(TemplateInForce.class).begin(tx.dsl()));
        engine.hear(Stream.of("a", "b", "c", "d")
                .flatMap(id -> Stream.of(model(id, 1), prices(id, 1, "1")))
                .toArray());
        engine.refresh();
        engine.get(SimplePages.class).takeMade();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void nothingIsMarkedWherePagesAreAllThere() {
        lookAtAll(inPortionsOf(1_000));

        assertThat(dirty()).isEmpty();
    }

    @Test
    void firstModelOfAMissingPageIsMarked() {
        engine.asOwner("delete from page where first_id = 'b' and second_id = 'd'");

        lookAtAll(inPortionsOf(1_000));

        assertThat(dirty()).containsExactly("b");
        engine.refresh();
        assertThat(engine.get(SimplePages.class).takeMade()).containsExactly(new PageKey("b", "d"));
        assertThat(engine.dsl().fetchCount(PAGE)).isEqualTo(6);
    }

    /** Profiles were dropped and one of them has not come back yet: its page stands for no other. */
    @Test
    void pageOfAModelThatIsNotKnownHidesNoneThatIsMissing() {
        engine.asOwner("delete from page where first_id = 'b' and second_id = 'd'");
        engine.asOwner("insert into page select first_id, 'gone', first_revision, second_revision, template_version,"
                + " dictionary_version, body, digest, outcome from page where first_id = 'b' and second_id = 'c'");

        lookAtAll(inPortionsOf(1_000));

        assertThat(dirty()).containsExactly("b");
    }

    /** Two models at once: eight pages for four models. */
    @Test
    void portionThatFailsIsLookedAtAgainAndThoseBeforeItAreNot() {
        engine.asOwner("delete from page where second_id = 'd'");
        MissingPages missing = inPortionsOf(8);
        missing.lookOn(engine.dsl());
        assertThat(dirty()).containsExactly("a", "b");
        engine.refresh();
        engine.asOwner(NOTHING_IS_MISSED);

        assertThatThrownBy(() -> missing.lookOn(engine.dsl())).isInstanceOf(DataAccessException.class);
        assertThat(missing.left()).isEqualTo(2);
        engine.asOwner("drop trigger nothing_is_missed on dirty_model");
        missing.lookOn(engine.dsl());

        assertThat(dirty()).containsExactly("c");
        assertThat(missing.isOver()).isTrue();
    }

    @Test
    void pageThatCanNeverBeMadeHasNoOtherMadeAgainAtTheNextStart() {
        engine.asOwner("delete from page where first_id = 'a' and second_id = 'c'");
        try (Engine next = engine.anotherThatRefreshes()) {
            next.get(SimplePages.class).before(key -> {
                if (key.equals(new PageKey("a", "c"))) {
                    throw new IllegalArgumentException("a fact nobody thought of");
                }
            });

            await().until(() -> count(next, "crosscheck.pages.failed") == 1 && dirty().isEmpty());

            assertThat(next.get(SimplePages.class).takeMade()).isEmpty();
            assertThat(count(next, "crosscheck.pages.current"))
                    .as("other pages of the model that were looked at")
                    .isEqualTo(2);
        }
    }

    @Test
    void roundsAreWorkedWhileNobodyCanSayWhetherPagesAreMissing() {
        engine.asOwner("delete from page where first_id = 'a' and second_id = 'b'");
        engine.asOwner(NOTHING_IS_MISSED);
        try (Engine next = engine.anotherThatRefreshes()) {
            next.hear(prices("d", 2, "2"));

            await().until(() -> dirty().isEmpty() && pagesOfTheSecondPrice() == 3);
            await().until(() -> unlooked(next) == 4);

            engine.asOwner("drop trigger nothing_is_missed on dirty_model");
            await().until(() -> engine.dsl().fetchCount(PAGE) == 6);
            await().until(() -> unlooked(next) == 0);
        }
    }

    private int pagesOfTheSecondPrice() {
        return engine.dsl().fetchCount(PAGE, PAGE.SECOND_ID.eq("d").and(PAGE.SECOND_REVISION.gt(1L)));
    }

    private static double count(Engine next, String counter) {
        return next.get(MeterRegistry.class).get(counter).counter().count();
    }

    private static double unlooked(Engine next) {
        return next.get(MeterRegistry.class)
                .get("crosscheck.models.unlooked")
                .gauge()
                .value();
    }

    private MissingPages inPortionsOf(int pages) {
        return new MissingPages(
                engine.get(Facts.class),
                engine.get(PageStore.class),
                engine.get(DirtyModels.class),
                engine.get(TemplateInForce.class),
                pages);
    }

    private void lookAtAll(MissingPages missing) {
        do {
            missing.lookOn(engine.dsl());
        } while (!missing.isOver());
    }

    private List<String> dirty() {
        return engine.get(DirtyModels.class).list(engine.dsl());
    }
}
