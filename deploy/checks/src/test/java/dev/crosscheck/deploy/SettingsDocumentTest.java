package dev.crosscheck.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.deploy.kubernetes.Settings;
import dev.crosscheck.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Settings: what the documents say of them, and what the code reads. */
class SettingsDocumentTest {

    private static final Pattern VARIABLE = Pattern.compile("\\bCROSSCHECK_[A-Z_]*[A-Z]\\b");
    private static final Pattern PROPERTY = Pattern.compile("`(crosscheck(?:\\.[a-z-]+)+)");
    private static final Pattern LAST_WORDS = Pattern.compile("`([a-z]+(?:-[a-z]+)*)`");
    private static final Pattern REST = Pattern.compile("`…(_[A-Z_]+)`");
    private static final Pattern IF_ABSENT = Pattern.compile("`([^`]+)` if absent");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** Nobody's to set: contracts name the topics. */
    private static final Set<String> OURS = Set.of("CROSSCHECK_DEAD_LETTERS_TOPIC");

    private static final Map<String, String> SETTINGS = settings();

    @Test
    void everySettingIsInTheDocuments() {
        assertThat(SETTINGS).containsKeys("CROSSCHECK_DATABASE_APP_PASSWORD", "CROSSCHECK_REFRESH_QUIET");

        Set<String> missing = new TreeSet<>(SETTINGS.keySet());
        missing.removeAll(OURS);
        missing.removeAll(named(Project.text("docs/operations.md") + Project.text("docs/observability.md")));
        assertThat(missing).isEmpty();
    }

    /** Those of the tools and of Compose are not a service's: somebody has to read them all the same. */
    @Test
    void everyVariableThatIsNamedIsRead() throws IOException {
        String tools = text("deploy/local/src/main", "publisher/src/main", "deploy/images", "deploy/compose.yaml");

        for (Path document : files("docs").toList()) {
            assertThat(found(VARIABLE, Files.readString(document)))
                    .as(document.toString())
                    .allMatch(name -> SETTINGS.containsKey(name) || tools.contains(name));
        }
    }

    @Test
    void defaultsAreAsTheDocumentSays() {
        Map<String, String> said = new TreeMap<>();
        Project.text("docs/operations.md")
                .lines()
                .filter(line -> line.startsWith("| `CROSSCHECK_"))
                .map(line -> line.split("\\|"))
                .forEach(cells -> said.putAll(said(cells)));
        assertThat(said).containsKeys("CROSSCHECK_ACCESS_TOLERANCE", "CROSSCHECK_LIMITS_PAST_AT_ONCE");

        assertThat(said).allSatisfy((name, value) -> assertThat(value).isEqualTo(SETTINGS.get(name)));
    }

    /** A row of one setting with its default in words, or of one with two numbers. */
    private static Map<String, String> said(String[] cells) {
        List<String> names = found(VARIABLE, cells[1]);
        List<String> absent = found(IF_ABSENT, cells[2]);
        if (names.size() == 1 && absent.size() == 1) {
            return Map.of(names.getFirst(), absent.getFirst());
        }
        if (NUMBER.matcher(cells[2].strip()).matches()) {
            return Map.of(names.getFirst(), cells[2].strip(), names.getFirst() + "_AT_ONCE", cells[3].strip());
        }
        return Map.of();
    }

    /** A name may stand whole, as a property, by its last words where the property before them is, or by its end. */
    private static Set<String> named(String document) {
        List<String> variables = found(VARIABLE, document);
        List<String> properties = found(PROPERTY, document);
        Stream<String> byLastWords = found(LAST_WORDS, document).stream()
                .flatMap(last -> properties.stream().map(property -> property + "." + last));
        Stream<String> byEnd = found(REST, document).stream()
                .flatMap(end -> variables.stream()
                        .flatMap(name -> Stream.of(name + end, name.substring(0, name.lastIndexOf('_')) + end)));
        return Stream.of(
                        variables.stream(),
                        byEnd,
                        Stream.concat(properties.stream(), byLastWords).map(SettingsDocumentTest::variable))
                .flatMap(names -> names)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        Arrays.stream(Service.values())
                .flatMap(service -> Settings.of(service.module()).entrySet().stream())
                .filter(setting -> setting.getKey().startsWith("CROSSCHECK_"))
                .forEach(setting -> settings.put(setting.getKey(), setting.getValue()));
        return settings;
    }

    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.groupCount() == 0 ? match.group() : match.group(1))
                .toList();
    }

    private static String text(String... paths) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String path : paths) {
            for (Path file : files(path).toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }

    private static Stream<Path> files(String path) throws IOException {
        try (Stream<Path> files = Files.walk(Project.file(path))) {
            return files
                    .filter(Files::isRegularFile)
                    .filter(file -> file.toString().matches(".*(\\.java|\\.md|\\.yaml|/build|/try|/Dockerfile)"))
                    .toList()
                    .stream();
        }
    }
}
