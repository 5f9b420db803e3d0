package dev.crosscheck.comparison.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.local.ServiceDatabase;
import dev.crosscheck.local.test.TestInfrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed jOOQ sources are what jOOQ makes of the migrations. {@code -Dregenerate} writes them anew. */
class GeneratedSourcesTest {

    private static final String PACKAGE = "dev.crosscheck.comparison.db";
    private static final Path SOURCES = Path.of("src/main/java");

    @TempDir
    Path generated;

    @Test
    void generatedSourcesAreThoseOfTheMigrations() throws Exception {
        boolean regenerate = System.getProperty("regenerate") != null;
        generate(migrated(), regenerate ? SOURCES : generated);

        assertThat(files(SOURCES))
                .as("run this test with -Dregenerate after changing a migration")
                .isEqualTo(regenerate ? files(SOURCES) : files(generated))
                .isNotEmpty();
    }

    private static ServiceDatabase migrated() {
        ServiceDatabase database = TestInfrastructure.shared().newServiceDatabase("comparison");
        Flyway.configure()
                .dataSource(database.url(), database.ownerUsername(), database.ownerPassword())
                .locations("classpath:db/migration")
                .placeholders(Map.of("app", database.appUsername()))
                .load()
                .migrate();
        return database;
    }

    private static void generate(ServiceDatabase database, Path target) throws Exception {
        GenerationTool.generate(new Configuration()
                .withJdbc(new Jdbc()
                        .withUrl(database.url())
                        .withUsername(database.ownerUsername())
                        .withPassword(database.ownerPassword()))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withInputSchema("public")
                                .withExcludes("flyway_schema_history")
                                .withOutputSchemaToDefault(true)
                                .withIncludeRoutines(false))
                        .withGenerate(new Generate()
                                .withGeneratedAnnotation(false)
                                .withRecords(true)
                                .withComments(false)
                                .withIndexes(false))
                        .withTarget(new Target()
                                .withPackageName(PACKAGE)
                                .withDirectory(target.toString())
                                .withEncoding("UTF-8"))));
    }

    private static Map<String, String> files(Path root) throws IOException {
        Path folder = root.resolve(PACKAGE.replace('.', '/'));
        try (Stream<Path> files = Files.walk(folder)) {
            Map<String, String> contents = new TreeMap<>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> contents.put(folder.relativize(file).toString(), read(file)));
            return contents;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
