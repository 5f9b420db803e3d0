package dev.crosscheck.pricing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.crosscheck.pricing");

    @Test
    void decisionsArePure() {
        noClasses()
                .that()
                .haveSimpleName("PriceBook")
                .or()
                .haveSimpleName("Timeline")
                .or()
                .haveSimpleName("QuoteSeries")
                .or()
                .haveSimpleName("QuoteDecision")
                .or()
                .haveSimpleName("ProviderDecision")
                .or()
                .haveSimpleName("SheetBuilder")
                .or()
                .haveSimpleName("Resolution")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.jooq..", "io.micronaut..", "jakarta.inject..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.time.Clock.class)
                .because("what a quote means must be readable, and testable, without starting anything")
                .check(CODE);
    }

    @Test
    void quotesAndProvidersKnowNothingOfSheetsAndIntake() {
        noClasses()
                .that()
                .resideInAnyPackage("..pricing.quote..", "..pricing.provider..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..pricing.intake..", "..pricing.price..")
                .because("sheets are made from quotes and providers, and what comes in is brought to them")
                .check(CODE);
    }

    @Test
    void sheetsAreBuiltWithoutKnowingHowUpdatesComeIn() {
        noClasses()
                .that()
                .resideInAPackage("..pricing.price..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..pricing.intake..")
                .because("a sheet can be built anew at any time from what is held")
                .check(CODE);
    }

    @Test
    void onlyTheIntakeKnowsKafka() {
        noClasses()
                .that(not(resideInAPackage("..pricing.intake..")))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .because("Kafka is transport; sheets leave by the outbox")
                .check(CODE);
    }

    @Test
    void otherServicesAreKnownByTheirEventsOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat(not(resideInAnyPackage(
                        "dev.crosscheck.catalog..", "dev.crosscheck.comparison..", "dev.crosscheck.publisher..")))
                .because("services know each other only through event-contract")
                .check(CODE);
    }
}
