package dev.crosscheck.publisher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ShapeTest {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.crosscheck.publisher");

    /** What reads sources and says in our events what they say. */
    private static final String[] PURE = {
        "..source..",
        "..modelsdev..",
        "..openrouter..",
        "..litellm..",
        "..portkey..",
        "..replay..",
        "..identity..",
        "..leaderboard..",
        "..modelpricewatch..",
        "..llmstats.."
    };

    @Test
    void mappingKnowsNoNetworkNoTerminalAndNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..", "java.net.http..", "picocli..", "..command..", "..send..", "..summary..")
                .orShould()
                .callMethod(Instant.class, "now")
                .because("what a catalogue says in our events depends on the catalogue alone, "
                        + "so that importing it again makes the same events")
                .check(CODE);
    }

    @Test
    void onlyCommandsKnowTheCommandLine() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .or()
                .resideInAnyPackage("..send..", "..eventfile..", "..summary..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "..command..", "me.tongfei..")
                .because("a test, or another program, uses these without a terminal")
                .check(CODE);
    }
}
