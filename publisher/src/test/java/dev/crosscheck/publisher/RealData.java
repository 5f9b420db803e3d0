package dev.crosscheck.publisher;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crosscheck.publisher.source.ImportSource;
import dev.crosscheck.publisher.source.Kind;
import dev.crosscheck.publisher.source.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files of real data beside the project, for tests that are skipped where they are absent. */
public final class RealData {

    /** @param name below the folder of data: {@code openrouter/models.2026-08-22.json} */
    public static Path file(String name) {
        Path file = Stream.of("../shared", "../../shared", "../../../shared")
                .map(folder -> Path.of(folder, "data", name))
                .filter(Files::isReadable)
                .findFirst()
                .orElse(Path.of("../shared/data", name));
        assumeTrue(Files.isReadable(file), file + " is not there; the hand-written sample covers the same code");
        return file;
    }

    /** What became of every entry of a kind. */
    public static List<Mapping<Kind.Reported>> all(ImportSource source, String kind) throws IOException {
        List<Mapping<Kind.Reported>> all = new ArrayList<>();
        for (List<Kind> step : source.steps()) {
            for (Kind each : step) {
                if (each.name().equals(kind)) {
                    each.reader().read(all::add);
                }
            }
        }
        return all;
    }

    /** How often each thing was noted, by kind and words. */
    public static Map<String, Long> notes(List<Mapping<Kind.Reported>> mappings) {
        Map<String, Long> notes = new TreeMap<>();
        for (Mapping<Kind.Reported> mapping : mappings) {
            if (mapping instanceof Mapping.Mapped<Kind.Reported> mapped) {
                mapped.notes().forEach(note -> notes.merge(note.kind() + " " + note.what(), 1L, Long::sum));
            }
        }
        return notes;
    }

    /** The reasons of those refused, by where. */
    public static Map<String, String> refusals(List<Mapping<Kind.Reported>> mappings) {
        Map<String, String> refusals = new TreeMap<>();
        for (Mapping<Kind.Reported> mapping : mappings) {
            if (mapping instanceof Mapping.Refused<Kind.Reported>(String where, String reason)) {
                refusals.put(where, reason);
            }
        }
        return refusals;
    }

    private RealData() {}
}
