package dev.crosscheck.deploy.kubernetes;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.core.naming.conventions.StringConvention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A process that has a pod's environment, and writes what the framework makes of it: into the file that is its argument,
 * since what it prints is its log.
 */
final class SettingsOfAPod {

    private static final List<String> SETTINGS = List.of(
            "crosscheck.database.url",
            "crosscheck.database.migrate",
            "crosscheck.database.app.username",
            "crosscheck.database.app.password",
            "crosscheck.kafka.bootstrap-servers",
            "crosscheck.kafka.instance-id",
            "crosscheck.access.keys",
            "crosscheck.access.issuer",
            "crosscheck.limits.proxies");

    public static void main(String[] args) throws IOException {
        List<String> understood = new ArrayList<>();
        try (ApplicationContext context =
                ApplicationContext.builder().banner(false).build()) {
            // Only the settings: a context that starts makes what a service lives by, and that wants a database.
            Environment environment = context.getEnvironment();
            environment.start();
            SETTINGS.forEach(name -> understood.add(name + "=" + environment.getRequiredProperty(name, String.class)));
            // As KafkaConfig has them: by the names that Kafka has for them.
            new TreeMap<>(environment.getProperties("crosscheck.kafka.properties", StringConvention.RAW))
                    .forEach((name, value) -> understood.add(name + "=" + value));
        }
        Files.write(Path.of(args[0]), understood);
    }

    private SettingsOfAPod() {}
}
