package dev.crosscheck.comparison;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.crosscheck.comparison");

    @Test
    void pagesAreMadeWithoutKafkaSqlOrAFramework() {
        noClasses()
                .that()
                .resideInAPackage("dev.crosscheck.comparison.page..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "org.jooq..",
                        "java.sql..",
                        "javax.sql..",
                        "io.micronaut..",
                        "jakarta..",
                        "dev.crosscheck.kit..")
                .because("a page is a pure function of its facts, so that recomputing one is always safe")
                .check(CODE);
    }

    @Test
    void pagesAreMadeWithoutAClockOrALocale() {
        noClasses()
                .that()
                .resideInAPackage("dev.crosscheck.comparison.page..")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .callMethod(Locale.class, "getDefault")
                .orShould()
                .callMethod(String.class, "format", String.class, Object[].class)
                .because("the same facts give the same bytes, whenever and wherever")
                .check(CODE);
    }

    @Test
    void comparisonKnowsNoOtherService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.crosscheck.catalog..", "dev.crosscheck.pricing..")
                .because("services know each other only by their events")
                .check(CODE);
    }

    @Test
    void featuresDependOnEachOtherOneWay() {
        slices().matching("dev.crosscheck.comparison.(*)..")
                .should()
                .beFreeOfCycles()
                .because("facts come in, pages are made, kept and read, and not the other way")
                .check(CODE);
    }
}
