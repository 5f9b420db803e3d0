package dev.crosscheck.kit.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.local.test.GeneratedSources;
import dev.crosscheck.local.test.GeneratedSources.Style;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed jOOQ sources are what jOOQ makes of the migrations. {@code -Dregenerate} writes them anew. */
class GeneratedSourcesTest {

    private static final GeneratedSources SOURCES =
            new GeneratedSources("kit", "dev.crosscheck.kit.db", "db/kit", Style.PLAIN);

    @Test
    void generatedSourcesAreThoseOfTheMigrations(@TempDir Path scratch) {
        Map<String, String> generated = SOURCES.generated(scratch);

        assertThat(SOURCES.committed())
                .as("run this test with -Dregenerate after changing a migration")
                .isEqualTo(generated)
                .isNotEmpty();
    }
}
