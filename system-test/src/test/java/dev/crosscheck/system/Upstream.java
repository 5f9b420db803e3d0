package dev.crosscheck.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Upstreams' real files, where they lie beside the project; tests are skipped where they do not. */
final class Upstream {

    private static final Path DATA =
            CrosscheckSystem.project().resolve("../shared/data").normalize();

    /** @param name below the folder of data: {@code models-dev/catalog.json} */
    static String file(String name) {
        Path file = DATA.resolve(name);
        assumeTrue(Files.exists(file), "upstream's data are not on this machine: " + file);
        return file.toString();
    }

    private Upstream() {}
}
