package dev.crosscheck.comparison.pagestore;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdDictTrainer;
import dev.crosscheck.comparison.page.Catalogue;
import dev.crosscheck.comparison.page.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Makes a dictionary from the pages of a made-up catalogue, the same whenever it is run on the same sources:
 *
 * <pre>mvn -pl comparison-service -am test -Dtest=PageDictionaryTraining -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dcrosscheck.dictionary=$PWD/page-dictionary-4.zstd</pre>
 *
 * <p>No test of its own: a dictionary is committed once, beside {@link PageDictionary}, and never made again.
 */
@EnabledIfSystemProperty(
        named = "crosscheck.dictionary",
        matches = ".+",
        disabledReason = "makes a new dictionary; PageDictionaryTest checks the committed one")
class PageDictionaryTraining {

    private static final int MODELS = 120;
    private static final int SAMPLES_BYTES = 64 * 1024 * 1024;
    private static final int DICTIONARY_BYTES = 64 * 1024;

    @Test
    void trains() throws IOException {
        byte[] dictionary = train();

        Files.write(Path.of(System.getProperty("crosscheck.dictionary")), dictionary);
        assertThat(dictionary).hasSizeLessThanOrEqualTo(DICTIONARY_BYTES);
    }

    /** Of every third pair: neighbours say much the same. */
    static byte[] train() {
        List<Profile> models = new ArrayList<>(Catalogue.of(MODELS));
        models.sort(Comparator.comparing(Profile::model));
        AssembledPages function = new AssembledPages();
        ZstdDictTrainer trainer = new ZstdDictTrainer(SAMPLES_BYTES, DICTIONARY_BYTES);
        for (int one = 0; one < MODELS; one++) {
            for (int other = one % 3; other < one; other += 3) {
                Profile first = models.get(other);
                Profile second = models.get(one);
                trainer.addSample(CompactPage.write(function.of(first, second), function.facts(first, second)));
            }
        }
        return trainer.trainSamples();
    }
}
