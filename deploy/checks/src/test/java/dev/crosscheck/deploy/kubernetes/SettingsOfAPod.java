package dev.crosscheck.deploy.kubernetes;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.core.naming.conventions.StringConvention;
import java.util.List;
import java.util.TreeMap;

/** A process that has a pod's environment, and prints what the framework makes of it. */
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

    public static void main(String[] args) {
        try (ApplicationContext context =
                ApplicationContext.builder().banner(false).build()) {
            // Only the settings: a context that starts makes what a service lives by, and that wants a database.
            Environment environment = context.getEnvironment();
            environment.start();
            SETTINGS.forEach(name -> say(name, environment.getRequiredProperty(name, String.class)));
            // As KafkaConfig has them: by the names that Kafka has for them.
            new TreeMap<>(environment.getProperties("crosscheck.kafka.properties", StringConvention.RAW))
                    .forEach(SettingsOfAPod::say);
        }
    }

    private static void say(String name, Object value) {
        System.out.println(name + "=" + value);
    }

    private SettingsOfAPod() {}
}
