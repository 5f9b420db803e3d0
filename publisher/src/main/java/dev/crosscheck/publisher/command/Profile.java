package dev.crosscheck.publisher.command;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A named place where Crosscheck runs, and behind it the environment. */
final class Profile {

    private static final String FILE = "CROSSCHECK_PROFILES";

    private final Map<String, String> settings;
    private final Map<String, String> environment;

    private Profile(Map<String, String> settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    /**
     * Reads a profile.
     *
     * @param asked null for the one that the environment names, if it names one
     */
    static Profile of(@Nullable String asked, Map<String, String> environment) {
        String name = asked == null ? environment.getOrDefault("CROSSCHECK_PROFILE", "") : asked;
        return new Profile(name.isEmpty() ? Map.of() : read(name, environment), environment);
    }

    private static Map<String, String> read(String name, Map<String, String> environment) {
        String named = environment.get(FILE);
        Path file = named == null
                ? Path.of(environment.getOrDefault("HOME", "."), ".config", "crosscheck", "profiles.properties")
                : Path.of(named);
        Properties all = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            all.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw Usage.of("--profile", name + " from " + file + ": " + e.getMessage(), "a properties file");
        }
        Map<String, String> settings = new TreeMap<>();
        all.stringPropertyNames().stream()
                .filter(key -> key.startsWith(name + "."))
                .forEach(key -> settings.put(
                        key.substring(name.length() + 1), all.getProperty(key).strip()));
        if (settings.isEmpty()) {
            throw Usage.of("--profile", name, "one of which " + file + " has " + name + ".kafka or the like");
        }
        return settings;
    }

    /** The profile's value, else the environment's, else the one given. */
    String get(String key, String variable, String otherwise) {
        String value = settings.get(key);
        if (value != null) {
            return value;
        }
        String around = environment.getOrDefault(variable, "");
        return around.isEmpty() ? otherwise : around;
    }

    /** All of the profile's values whose keys begin so, without the beginning. */
    Map<String, String> under(String prefix) {
        Map<String, String> under = new TreeMap<>();
        settings.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                under.put(key.substring(prefix.length()), value);
            }
        });
        return under;
    }
}
