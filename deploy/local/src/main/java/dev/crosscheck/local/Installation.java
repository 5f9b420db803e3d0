package dev.crosscheck.local;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the applications lie, each as a jar with its libraries beside it.
 *
 * @param folder  contains a folder for each module
 * @param between the folder between a module's and its jar; empty if there is none
 */
public record Installation(Path folder, String between) {

    /** What Maven built: {@code <project>/pricing-service/target/pricing-service.jar}. */
    public static Installation built(Path project) {
        return new Installation(project, "target");
    }

    /** A copy, which a later build leaves alone: {@code <folder>/pricing-service/pricing-service.jar}. */
    public static Installation copied(Path folder) {
        return new Installation(folder, "");
    }

    /**
     * A module's jar.
     *
     * @throws IllegalStateException if it was not built
     */
    public Path jar(String module) {
        Path jar =
                folder.resolve(module).resolve(between).resolve(module + ".jar").toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new IllegalStateException("jar: " + jar + " is missing (expected: built by mvn package)");
        }
        return jar;
    }
}
