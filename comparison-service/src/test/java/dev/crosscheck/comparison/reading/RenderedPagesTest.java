package dev.crosscheck.comparison.reading;

import static dev.crosscheck.comparison.sample.Samples.model;
import static dev.crosscheck.comparison.sample.Samples.prices;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.PastMoment;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.comparison.sample.Engine;
import io.micronaut.http.MediaType;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RenderedPagesTest {

    private static final PageKey PAIR = new PageKey("a", "b");

    private final Counting renderer = new Counting();
    private Engine engine;
    private RenderedPages pages;

    @BeforeEach
    void start() {
        engine = Engine.start();
        engine.hear(model("a", 1), model("b", 1), model("c", 1), prices("a", 1, "1"));
        pages = engine.get(RenderedPages.class);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void pageIsRenderedOnceWhileNoModelChanges() {
        assertThat(pages.atHand(PAIR, renderer)).isEmpty();
        Representation first = pages.page(PAIR, renderer);

        assertThat(pages.atHand(PAIR, renderer)).containsSame(first);
        engine.hear(prices("a", 1, "1"));

        assertThat(pages.atHand(PAIR, renderer))
                .as("a duplicate changes nothing")
                .containsSame(first);
        assertThat(renderer.rendered).hasValue(1);
    }

    @Test
    void changeOfAnyModelMayShowAroundAPage() {
        pages.page(PAIR, renderer);

        engine.hear(prices("c", 1, "3"));

        assertThat(pages.atHand(PAIR, renderer)).isEmpty();
    }

    @Test
    void pageOlderThanItsFactsIsNotAtHand() {
        pages.page(PAIR, renderer);

        engine.hear(prices("a", 2, "2"));

        assertThat(pages.atHand(PAIR, renderer)).isEmpty();
        pages.page(PAIR, renderer);
        assertThat(pages.atHand(PAIR, renderer)).isPresent();
        assertThat(renderer.rendered).hasValue(2);
    }

    private static final class Counting implements PageRenderer {

        private final AtomicInteger rendered = new AtomicInteger();

        @Override
        public MediaType mediaType() {
            return MediaType.TEXT_PLAIN_TYPE;
        }

        @Override
        public byte[] render(Page page) {
            rendered.incrementAndGet();
            return page.outcome().toString().getBytes(UTF_8);
        }

        @Override
        public byte[] render(Page page, PastMoment moment) {
            return render(page);
        }
    }
}
