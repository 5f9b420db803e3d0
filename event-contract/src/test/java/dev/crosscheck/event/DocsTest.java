package dev.crosscheck.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents point to is there. */
class DocsTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> MODULES = Set.of(
            "event-contract",
            "service-kit",
            "catalog-service",
            "pricing-service",
            "comparison-service",
            "publisher",
            "system-test",
            "deploy",
            "docs");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\\s]+)`");
    private static final Pattern ROUTE = Pattern.compile("`(?:GET |POST )?(/[^`? ]+)[^`]*`");
    private static final Pattern METHOD = Pattern.compile("void (\\w+)\\(");
    private static final Pattern TEST_NAME = Pattern.compile("[a-z][A-Za-z0-9]{15,}");
    private static final Pattern TO_BE_FILLED_IN = Pattern.compile("(?m)^\\s*[A-Z]{3,}\\s*$|\\b(TODO|FIXME|TBD)\\b");
    private static final Pattern LIBRARY = Pattern.compile("<([a-z0-9-]+?)\\d?(?:\\.[a-z]+)?\\.version>[^$]");

    static Stream<Path> documents() throws IOException {
        List<Path> found;
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            found = new ArrayList<>(
                    files.filter(file -> file.toString().endsWith(".md")).toList());
        }
        found.add(ROOT.resolve("README.md"));
        found.add(ROOT.resolve("publisher/src/main/resources/samples/README.md"));
        return found.stream().filter(Files::exists).sorted();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyRelativeLinkLeadsToAFileAndItsHeading(Path document) {
        assertThat(links(document)).allSatisfy(link -> {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty()
                    ? document
                    : document.resolveSibling(parts[0]).normalize();
            assertThat(target).as(link).exists();
            assertThat(target.startsWith(ROOT))
                    .as(link + " stays in the project")
                    .isTrue();
            if (parts.length == 2) {
                assertThat(headings(target)).as(link).contains(parts[1]);
            }
        });
    }

    /** A path may leave out its middle: {@code comparison-service/…/page}. */
    @ParameterizedTest
    @MethodSource("documents")
    void everyPathThatIsNamedExists(Path document) {
        assertThat(matches(CODE, read(document)).filter(code -> MODULES.contains(code.replaceFirst("/.*", ""))))
                .allSatisfy(path -> assertThat(found(path)).as(path).isTrue());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyTestThatIsNamedExists(Path document) {
        Set<String> tests = testNames();
        Stream<String> paragraphs =
                Arrays.stream(read(document).split("\n\n")).filter(text -> text.contains("onfirmed by"));

        assertThat(paragraphs
                        .flatMap(text -> matches(CODE, text))
                        .filter(name -> TEST_NAME.matcher(name).matches()))
                .allSatisfy(name -> assertThat(tests).contains(name));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void nothingIsLeftToBeFilledIn(Path document) {
        assertThat(withoutCommands(document)).doesNotContainPattern(TO_BE_FILLED_IN);
    }

    /** Somebody who begins with the README finds each of them. */
    @Test
    void readmeLeadsToEveryDocument() throws IOException {
        Path readme = ROOT.resolve("README.md");
        List<Path> linked = links(readme)
                .map(link -> readme.resolveSibling(link.replaceFirst("#.*", "")).normalize())
                .toList();

        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".md")))
                    .isNotEmpty()
                    .isSubsetOf(linked);
        }
    }

    /** A decision that nobody is led to is made a second time. */
    @Test
    void everyDecisionIsLinkedToFromWhereItMatters() throws IOException {
        Path decisions = ROOT.resolve("docs/decisions");
        Set<Path> linked = documents()
                .flatMap(document -> links(document)
                        .map(link -> document.resolveSibling(link.replaceFirst("#.*", ""))
                                .normalize())
                        .filter(link -> !link.equals(document)))
                .collect(Collectors.toSet());

        try (Stream<Path> files = Files.list(decisions)) {
            assertThat(files).isNotEmpty().isSubsetOf(linked);
        }
    }

    @Test
    void everyLibraryOfTheParentPomStandsInTheDecisionOnThem() {
        String decision = read(ROOT.resolve("docs/decisions/0012-libraries-and-why-each-is-here.md"))
                .toLowerCase(Locale.ROOT)
                .replace(" ", "");
        List<String> libraries = matches(LIBRARY, read(ROOT.resolve("pom.xml"))).toList();

        assertThat(libraries).contains("jooq", "kubernetes-model", "jackson");
        assertThat(libraries).allSatisfy(library -> assertThat(decision).contains(library.split("-")));
    }

    @Test
    void decisionsAreNumberedWithoutGaps() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/decisions"))) {
            List<Path> sorted = files.sorted().toList();
            for (int i = 0; i < sorted.size(); i++) {
                Path decision = sorted.get(i);
                assertThat(decision.getFileName().toString()).startsWith(String.format(Locale.ROOT, "%04d-", i + 1));
                assertThat(read(decision)).startsWith("# " + (i + 1) + ". ");
            }
        }
    }

    @Test
    void everyRouteOfTheServicesIsInTheApiDocument() {
        String document = read(ROOT.resolve("docs/api.md")).replaceAll("\\{\\w+}", "{}");
        Set<String> routes = routes();

        assertThat(routes).contains("/v1/updates", "/compare/{}/{}");
        assertThat(routes)
                .allSatisfy(route -> assertThat(Pattern.compile(Pattern.quote(route) + "[`?]")
                                .matcher(document)
                                .find())
                        .as(route)
                        .isTrue());
    }

    /** Whoever follows the document should not meet 401 first. */
    @ParameterizedTest
    @MethodSource("documents")
    void closedRouteIsNamedWithTheRoleThatItTakes(Path document) {
        Set<String> closed = closedRoutes();
        assertThat(closed).contains("/v1/updates", "/v1/quarantine/{}", "/rebuild");
        if (document.startsWith(ROOT.resolve("docs/decisions")) || document.endsWith("api.md")) {
            return;
        }

        assertThat(pieces(document))
                .filteredOn(piece -> matches(ROUTE, piece)
                        .map(route -> route.replaceAll("\\{\\w+}", "{}"))
                        .anyMatch(closed::contains))
                .allSatisfy(piece -> assertThat(piece).containsPattern("\\brole\\b"));
    }

    /** Those of which the API document does not say that they are open to anyone. */
    private static Set<String> closedRoutes() {
        return read(ROOT.resolve("docs/api.md"))
                .lines()
                .filter(line -> line.startsWith("| `") && !line.contains("` | anyone |"))
                .flatMap(line -> matches(ROUTE, line))
                .map(route -> route.replaceAll("\\{\\w+}", "{}"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Paragraphs, items of lists and rows of tables, without what is to be typed or run. */
    private static List<String> pieces(Path document) {
        return Arrays.stream(withoutCommands(document).split("\n\\s*\n|\n(?=[|]|- |\\d+\\. )"))
                .toList();
    }

    private static String withoutCommands(Path document) {
        return read(document).replaceAll("(?s)```.*?```", "");
    }

    /** A path that has a name has its text for the name. */
    private static String withConstants(String argument, String source) {
        Matcher constant = Pattern.compile("String " + Pattern.quote(argument) + " = (\"[^\"]*\");")
                .matcher(source);
        return constant.find() ? constant.group(1) : argument;
    }

    /** Paths of the controllers, with {@code {}} for whatever varies. */
    private static Set<String> routes() {
        Pattern base = Pattern.compile("@Controller(?:\\(\"([^\"]*)\"\\))?");
        Pattern route = Pattern.compile("@(?:Get|Post)(?:\\(([^)]*)\\))?");
        Set<String> routes = new TreeSet<>();
        for (Path file : sources("Controller.java")) {
            String source = read(file);
            String prefix = base.matcher(source)
                    .results()
                    .map(match -> match.group(1) == null ? "" : match.group(1))
                    .findFirst()
                    .orElse("");
            route.matcher(source).results().forEach(match -> {
                List<String> paths =
                        match.group(1) == null ? List.of("") : strings(withConstants(match.group(1), source));
                paths.forEach(path -> routes.add((prefix + path)
                        .replaceAll("\\{\\?[^}]*}", "")
                        .replaceAll("\\{[^}]*}", "{}")
                        .replaceAll("(.)/$", "$1")));
            });
        }
        return routes;
    }

    private static List<String> strings(String arguments) {
        List<String> found =
                matches(Pattern.compile("\"(/[^\"]*)\""), arguments).toList();
        return found.isEmpty() ? List.of("") : found;
    }

    /** Java files below the sources of each module; never what a build or a running system leaves. */
    private static List<Path> sources(String ending) {
        List<Path> found = new ArrayList<>();
        Stream<String> modules = MODULES.stream()
                .flatMap(module ->
                        module.equals("deploy") ? Stream.of("deploy/local", "deploy/checks") : Stream.of(module));
        for (String module : modules.toList()) {
            Path source = ROOT.resolve(module + "/src");
            if (!Files.isDirectory(source)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(source)) {
                files.filter(file -> file.toString().endsWith(ending)).forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return found.stream().sorted().toList();
    }

    private static Stream<String> links(Path document) {
        return matches(LINK, read(document)).filter(link -> !link.contains("://"));
    }

    private static boolean found(String path) {
        String[] parts = path.split("/…/");
        Path start = ROOT.resolve(parts[0]);
        if (parts.length == 1) {
            return Files.exists(start);
        }
        try (Stream<Path> below = Files.walk(start)) {
            return below.anyMatch(file ->
                    !file.toString().contains("/target/") && file.toString().endsWith("/" + parts[1]));
        } catch (IOException e) {
            return false;
        }
    }

    /** As the usual renderers name them. */
    private static Set<String> headings(Path document) {
        return read(document)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static Set<String> testNames() {
        return sources("Test.java").stream()
                .flatMap(file -> matches(METHOD, read(file)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult match) -> match.group(1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
