package dev.crosscheck.deploy.kubernetes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crosscheck.local.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Overlays as {@code kubectl} renders them. Tests that need one are skipped where there is no kubectl. */
final class Kustomize {

    static final Path FOLDER = Path.of("../kubernetes");

    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    static Manifests production() {
        return overlay("production");
    }

    static Manifests local() {
        return overlay("local");
    }

    static Manifests restored() {
        return overlay("restored");
    }

    /** @param component one that production has in its list as a comment */
    static Manifests productionWith(String component) {
        assumeIsHere();
        return RENDERED.computeIfAbsent("production with " + component, _ -> {
            try {
                return Manifests.read(renderWith(component, Files.createTempDirectory("kubernetes")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String renderWith(String component, Path copy) throws IOException {
        copy(FOLDER, copy);
        Path list = copy.resolve("overlays/production/kustomization.yaml");
        String before = Files.readString(list);
        String after = before.replace("  # - " + component + "\n", "  - " + component + "\n");
        if (after.equals(before)) {
            throw new IllegalArgumentException(component + ": not in the list (expected: as a comment)");
        }
        Files.writeString(list, after);
        String rendered = render(copy.resolve("overlays/production"));
        try (Stream<Path> files = Files.walk(copy)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        return rendered;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path there = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(file, there);
                }
            }
        }
    }

    private static Manifests overlay(String name) {
        assumeIsHere();
        return RENDERED.computeIfAbsent(
                name, it -> Manifests.read(render(FOLDER.resolve("overlays").resolve(it))));
    }

    private static void assumeIsHere() {
        assumeTrue(
                Programs.find("kubectl").isPresent(),
                "no kubectl found, which renders the overlays; install it or put it on the PATH");
    }

    /** @throws IllegalStateException with what kubectl says, if it does not render */
    private static String render(Path folder) {
        return output("kubectl", "kustomize", folder.toString());
    }

    /** What a program prints that ends by itself within a moment. */
    static String output(String... command) {
        try {
            Path errors = Files.createTempFile("errors", ".txt");
            Process process =
                    new ProcessBuilder(command).redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            String said = Files.readString(errors);
            Files.delete(errors);
            if (code != 0) {
                throw new IllegalStateException(
                        String.join(" ", command) + ": exit code " + code + " (expected: 0)\n" + said);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Kustomize() {}
}
