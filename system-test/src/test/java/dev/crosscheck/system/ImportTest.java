package dev.crosscheck.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crosscheck.local.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** models.dev's whole catalogue, imported by the data team's tool while services are killed. */
@Tag("long")
@Tag("longest")
class ImportTest {

    private static final Path CATALOGUE = CrosscheckSystem.project()
            .resolve("../shared/data/models-dev/catalog.json")
            .normalize();
    private static final Duration WITHIN = Duration.ofMinutes(10);

    private static final int ALL_TAKEN = 0;
    private static final int SOME_ARE_HELD = 7;

    @Test
    void catalogueImportedAgainWritesNoPage() {
        assumeTrue(Files.exists(CATALOGUE), "models.dev's catalogue is not on this machine: " + CATALOGUE);
        try (CrosscheckSystem system = CrosscheckSystem.start()) {
            assertThat(importCatalogue(system)).isEqualTo(SOME_ARE_HELD);
            system.awaitQuiet();
            system.assertPagesAreRight();
            List<List<Object>> pages = system.storedPages();
            long models = system.count(Service.COMPARISON, "select count(*) from profile where page_revision > 0");
            assertThat(models).isGreaterThan(200);
            assertThat(pages).hasSize((int) (models * (models - 1) / 2));

            assertThat(importCatalogue(system)).isEqualTo(ALL_TAKEN);
            system.awaitQuiet();

            assertThat(system.storedPages())
                    .as("pages, with the transactions that wrote them")
                    .isEqualTo(pages);
        }
    }

    private static int importCatalogue(CrosscheckSystem system) {
        return system.publisher(WITHIN, List.of("import", "models-dev", CATALOGUE.toString()));
    }
}
