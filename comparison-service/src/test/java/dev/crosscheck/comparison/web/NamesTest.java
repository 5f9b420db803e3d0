package dev.crosscheck.comparison.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.catalog.Better;
import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.event.catalog.Unit;
import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NamesTest {

    private static final int MODELS = 50;
    private static final Setting FIVE_SHOT = new Setting(null, null, null, 5, null, Map.of());

    private final Counted models =
            new Counted(IntStream.range(0, MODELS).mapToObj(NamesTest::model).toList());
    private final ModelFinder finder = new ModelFinder(() -> models);

    @Test
    void modelsAndBenchmarksAreCalledByTheirNames() {
        Names names = finder.names();

        assertThat(names.model("model-7")).isEqualTo("Model 7");
        assertThat(names.model("gone")).isEqualTo("gone");
        assertThat(names.benchmark("mmlu")).isEqualTo("MMLU");
        assertThat(names.benchmark("mmlu:shots[1]=5")).isEqualTo("MMLU (5-shot)");
        assertThat(names.benchmark("mmlu-pro")).isEqualTo("mmlu-pro");
    }

    /** A list of changes names hundreds of them, for whoever asks. */
    @Test
    void everyModelIsLookedAtOnceForEachNameHoweverOftenItIsSaid() {
        for (int page = 0; page < 20; page++) {
            Names names = finder.names();
            for (int line = 0; line < 20; line++) {
                names.model("model-" + line);
                names.benchmark("mmlu");
                names.benchmark("gone");
            }
        }

        assertThat(models.looks).isBetween(MODELS, 3 * MODELS);
    }

    @Test
    void newNamesAreKnown() {
        ModelFinder changing = new ModelFinder(() -> List.of(model(1)));

        assertThat(changing.names().model("model-1")).isEqualTo("Model 1");
        assertThat(changing.names()).isNotSameAs(changing.names());
        assertThat(finder.names()).isSameAs(finder.names());
    }

    private static Digest model(int number) {
        return new Digest(
                "model-" + number,
                "Model " + number,
                null,
                null,
                null,
                Map.of(score(Setting.UNSTATED), BigDecimal.ONE, score(FIVE_SHOT), BigDecimal.TWO));
    }

    private static Digest.ScoreKey score(Setting setting) {
        return new Digest.ScoreKey("mmlu", "MMLU", Unit.PERCENT, Better.HIGHER, setting);
    }

    /** Counts how often a model is looked at. */
    private static final class Counted extends AbstractList<Digest> {

        private final List<Digest> all;
        private int looks;

        Counted(List<Digest> all) {
            this.all = all;
        }

        @Override
        public Digest get(int index) {
            looks++;
            return all.get(index);
        }

        @Override
        public int size() {
            return all.size();
        }
    }
}
