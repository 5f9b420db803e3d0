package dev.crosscheck.catalog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.crosscheck.catalog");

    @Test
    void decisionsArePure() {
        noClasses()
                .that()
                .haveSimpleName("ClaimBook")
                .or()
                .haveSimpleName("DefinitionDecision")
                .or()
                .haveSimpleName("StateBuilder")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jooq..", "org.apache.kafka..", "io.micronaut..", "java.sql..")
                .because("what a claim means must be readable, and testable without starting anything")
                .check(CODE);
    }

    @Test
    void catalogKnowsNoOtherService() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.crosscheck.pricing..", "dev.crosscheck.comparison..")
                .because("services know each other only by their events")
                .check(CODE);
    }

    @Test
    void clockIsGivenAndNeverRead() {
        noClasses()
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.Clock.class, "systemUTC")
                .because("a replay gives the same history only if time is given")
                .check(CODE);
    }

    @Test
    void packagesDependOnEachOtherOneWay() {
        ArchRule rule = SlicesRuleDefinition.slices()
                .matching("dev.crosscheck.catalog.(*)..")
                .should()
                .beFreeOfCycles();
        rule.because("intake uses model, model uses claims, and not the other way")
                .check(CODE);
    }
}
