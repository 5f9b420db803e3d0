package dev.crosscheck.comparison.reading;

import static dev.crosscheck.comparison.sample.Samples.model;
import static dev.crosscheck.comparison.sample.Samples.prices;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.PastMoment;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.comparison.refresh.HotPairs;
import dev.crosscheck.comparison.sample.Engine;
import io.micronaut.http.MediaType;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptAnswersTest {

    private static final PageKey PAIR = new PageKey("a", "b");

    private final Counting renderer = new Counting();
    private final Form form = Form.of(renderer);
    private Engine engine;
    private KeptAnswers answers;

    @BeforeEach
    void start() {
        engine = Engine.start();
        engine.hear(model("a", 1), model("b", 1), model("c", 1), prices("a", 1, "1"));
        answers = engine.get(KeptAnswers.class);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void pageIsRenderedOnceWhileNoModelChanges() {
        assertThat(atHand(form)).isEmpty();
        Representation first = answers.of(PAIR, form, true);

        assertThat(atHand(form)).containsSame(first);
        engine.hear(prices("a", 1, "1"));

        assertThat(atHand(form)).as("a duplicate changes nothing").containsSame(first);
        assertThat(renderer.rendered).hasValue(1);
    }

    @Test
    void changeOfAnyModelMayShowAroundAPageAndNotInIt() {
        answers.of(PAIR, form, true);
        Representation json = answers.of(PAIR, Form.JSON, true);

        engine.hear(prices("c", 1, "3"));

        assertThat(atHand(form)).isEmpty();
        assertThat(atHand(Form.JSON)).containsSame(json);
    }

    @Test
    void pageOlderThanItsFactsIsNotAtHand() {
        answers.of(PAIR, form, true);
        answers.of(PAIR, Form.JSON, true);

        engine.hear(prices("a", 2, "2"));

        assertThat(atHand(form)).isEmpty();
        assertThat(atHand(Form.JSON)).isEmpty();
        answers.of(PAIR, form, true);
        assertThat(atHand(form)).isPresent();
        assertThat(renderer.rendered).hasValue(2);
    }

    @Test
    void answerIsKeptInTheCodingThatWasAskedFor() {
        answers.of(PAIR, Form.JSON, false);

        assertThat(atHand(Form.JSON)).isEmpty();
        assertThat(answers.atHand(engine.known("a"), engine.known("b"), Form.JSON, false))
                .isPresent();
    }

    @Test
    void pairsThatAreReadAreHotInWhateverForm() {
        assertThat(engine.get(HotPairs.class).hot()).isEmpty();

        answers.of(PAIR, form, true);
        answers.of(PAIR, Form.JSON, false);

        assertThat(engine.get(HotPairs.class).hot()).containsExactly(PAIR);
    }

    private Optional<Representation> atHand(Form asked) {
        return answers.atHand(engine.known("a"), engine.known("b"), asked, true);
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
