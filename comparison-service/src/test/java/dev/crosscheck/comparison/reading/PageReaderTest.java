package dev.crosscheck.comparison.reading;

import static dev.crosscheck.comparison.sample.Samples.model;
import static dev.crosscheck.comparison.sample.Samples.prices;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.pagestore.FreshPage;
import dev.crosscheck.comparison.pagestore.PageJson;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.comparison.refresh.DirtyModels;
import dev.crosscheck.comparison.refresh.DirtyModels.Mark;
import dev.crosscheck.comparison.sample.Engine;
import dev.crosscheck.comparison.sample.SimplePages;
import dev.crosscheck.kit.database.Pipeline;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageReaderTest {

    private static final PageKey PAIR = new PageKey("a", "b");
    private static final int CHANGES = 150;

    private Engine engine;

    @BeforeEach
    void start() {
        engine = Engine.start();
        engine.hear(model("a", 1), model("b", 1), prices("a", 1, "1"), prices("b", 1, "1"));
        engine.refresh();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void bytesAreTheSameFromTheStoreFromTheFactsAndFromMemory() {
        PageReader reader = engine.get(PageReader.class);
        byte[] fromFacts = PageJson.write(FreshPage.make(SimplePages::page, engine.known("a"), engine.known("b"))
                .page());
        engine.get(SimplePages.class).takeMade();

        assertThat(reader.page(PAIR).json()).isEqualTo(fromFacts);
        assertThat(reader.page(PAIR)).isSameAs(reader.page(PAIR));
        assertThat(engine.get(SimplePages.class).takeMade()).as("it was stored").isEmpty();

        engine.hear(prices("a", 2, "2"));

        byte[] newer = reader.page(PAIR).json();
        engine.refresh();
        assertThat(engine.stored("a", "b").page(List.of()).json())
                .isEqualTo(newer)
                .isNotEqualTo(fromFacts);
    }

    /** It is stored at the very revisions, and made all the same: nobody looks there so soon after a change. */
    @Test
    void pageOfAModelThatWasJustMarkedIsMadeFromTheFacts() {
        engine.dsl().transaction(tx -> {
            Pipeline pipeline = Pipeline.of(tx.dsl());
            long revision = engine.known("a").pageRevision();
            engine.get(DirtyModels.class).mark(pipeline, List.of(new Mark("a", revision, Instant.EPOCH, List.of())));
            pipeline.flush();
        });
        engine.get(SimplePages.class).takeMade();

        assertThat(engine.get(PageReader.class).page(PAIR).page().title()).isEqualTo("a vs b");
        assertThat(engine.get(SimplePages.class).takeMade()).containsExactly(PAIR);
    }

    @Test
    void damagedRowIsNotServed() {
        engine.asOwner("update page set body = '\\x00'::bytea");

        assertThat(engine.get(PageReader.class).page(PAIR).page().title()).isEqualTo("a vs b");
    }

    @Test
    void readersNeverSeeAPageGoBack() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
            List<Future<List<BigDecimal>>> seen = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                seen.add(readers.submit(watch(done)));
            }
            try {
                for (int revision = 2; revision <= CHANGES; revision++) {
                    engine.hear(prices("a", revision, String.valueOf(revision)));
                    if (revision % 10 == 0) {
                        engine.refresh();
                    }
                    assertThat(price(engine.get(PageReader.class).page(PAIR)))
                            .isEqualByComparingTo(BigDecimal.valueOf(revision));
                }
            } finally {
                done.set(true);
            }
            for (Future<List<BigDecimal>> reader : seen) {
                assertThat(reader.get()).isSorted().hasSizeGreaterThan(1);
            }
        }
    }

    /** Each price that differs from the one seen before it. */
    private Callable<List<BigDecimal>> watch(AtomicBoolean done) {
        return () -> {
            PageReader reader = engine.get(PageReader.class);
            List<BigDecimal> prices = new ArrayList<>();
            while (!done.get()) {
                BigDecimal price = price(reader.page(PAIR));
                if (prices.isEmpty() || !prices.getLast().equals(price)) {
                    prices.add(price);
                }
            }
            return prices;
        };
    }

    private static BigDecimal price(ServedPage page) {
        return page.page().outcome().blended().get("a").amount();
    }
}
