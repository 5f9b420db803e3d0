package dev.crosscheck.local.test;

import dev.crosscheck.local.ServiceDatabase;
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
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Target;

/**
 * What jOOQ makes of a module's migrations, beside what is committed. They are made on a real PostgreSQL,
 * since nothing else reads its DDL.
 *
 * @param service     the module's name, for a database of its own
 * @param packageName where its generated classes are
 * @param migrations  the folder of its migrations on the class path
 * @param style       how its classes look
 */
public record GeneratedSources(String service, String packageName, String migrations, Style style) {

    private static final Path SOURCES = Path.of("src/main/java");

    /** How generated classes look. */
    public enum Style {
        /** As jOOQ makes them, with times at an offset. */
        PLAIN,
        /** Times are instants, and setters can be chained. */
        INSTANTS
    }

    /** The committed sources, by path below the package. */
    public Map<String, String> committed() {
        return files(SOURCES);
    }

    /**
     * The sources as the migrations give them now. With {@code -Dregenerate} they become those of the module.
     *
     * @param scratch where to write them otherwise
     */
    public Map<String, String> generated(Path scratch) {
        Path target = System.getProperty("regenerate") == null ? scratch : SOURCES;
        try {
            GenerationTool.generate(configuration(migrated(), target));
        } catch (Exception e) {
            throw new IllegalStateException("jOOQ could not make sources of " + migrations, e);
        }
        return files(target);
    }

    private ServiceDatabase migrated() {
        ServiceDatabase database = TestInfrastructure.shared().newServiceDatabase(service);
        Flyway.configure()
                .dataSource(database.url(), database.ownerUsername(), database.ownerPassword())
                .locations("classpath:" + migrations)
                .placeholders(Map.of("app", database.appUsername()))
                .load()
                .migrate();
        return database;
    }

    private Configuration configuration(ServiceDatabase database, Path target) {
        Database tables = new Database()
                .withInputSchema("public")
                .withExcludes("flyway_schema_history")
                .withOutputSchemaToDefault(true)
                .withIncludeRoutines(false);
        if (style == Style.INSTANTS) {
            tables.withForcedTypes(new ForcedType()
                    .withName("INSTANT")
                    .withIncludeTypes("(?i:timestamptz|timestamp\\(?.*with time zone)"));
        }
        return new Configuration()
                .withJdbc(new Jdbc()
                        .withUrl(database.url())
                        .withUsername(database.ownerUsername())
                        .withPassword(database.ownerPassword()))
                .withGenerator(new Generator()
                        .withDatabase(tables)
                        .withGenerate(new Generate()
                                .withGeneratedAnnotation(false)
                                .withRecords(true)
                                .withFluentSetters(style == Style.INSTANTS)
                                .withComments(false)
                                .withIndexes(false))
                        .withTarget(new Target()
                                .withPackageName(packageName)
                                .withDirectory(target.toString())
                                .withEncoding("UTF-8")));
    }

    private Map<String, String> files(Path root) {
        Path folder = root.resolve(packageName.replace('.', '/'));
        try (Stream<Path> files = Files.walk(folder)) {
            Map<String, String> contents = new TreeMap<>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> contents.put(folder.relativize(file).toString(), read(file)));
            return contents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
