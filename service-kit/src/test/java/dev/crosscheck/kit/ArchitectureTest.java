package dev.crosscheck.kit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.crosscheck.kit");

    private static final Pattern DOMAIN_WORDS =
            Pattern.compile("(?i)\\b(catalog|pricing|comparison|model|benchmark|score|price|provider|offer)s?\\b");

    @Test
    void kitDependsOnNothingElseOfOurs() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.crosscheck.event..",
                        "dev.crosscheck.catalog..",
                        "dev.crosscheck.pricing..",
                        "dev.crosscheck.comparison..")
                .because("the kit carries events and need not know what they say")
                .check(CODE);
    }

    /** A kit that speaks of the domain is where two services begin to share it. */
    @Test
    void kitHoldsNoWordOfTheDomain() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main"))) {
            List<String> spoken = sources.filter(Files::isRegularFile)
                    // jOOQ speaks of catalogs in its own sense.
                    .filter(source -> !source.toString().contains("/kit/db/"))
                    .flatMap(ArchitectureTest::linesWithDomainWords)
                    .toList();

            assertThat(spoken).isEmpty();
        }
    }

    private static Stream<String> linesWithDomainWords(Path source) {
        try {
            return Files.readAllLines(source).stream()
                    .filter(line -> DOMAIN_WORDS.matcher(line).find())
                    .map(line -> source + ": " + line.strip());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
