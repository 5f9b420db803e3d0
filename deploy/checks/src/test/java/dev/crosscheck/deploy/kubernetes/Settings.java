package dev.crosscheck.deploy.kubernetes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.bind.annotation.Bindable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a service reads of its settings: found in its classes, where they say so to the framework. */
public final class Settings {

    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(
                    "dev.crosscheck.kit",
                    "dev.crosscheck.catalog",
                    "dev.crosscheck.pricing",
                    "dev.crosscheck.comparison");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z][a-z.-]+)(?::([^}]*))?}");
    private static final Pattern LOGBACK = Pattern.compile("\\$\\{([A-Z_]+):-([^}]*)}");
    private static final Pattern CAPITAL = Pattern.compile("(?<=[a-z0-9])([A-Z])");

    private static final Map<String, Map<String, String>> OF_SERVICES = new ConcurrentHashMap<>();

    /**
     * By the names that they have in the environment, with their defaults; empty for none.
     *
     * @param service such as {@code catalog-service}
     */
    public static Map<String, String> of(String service) {
        return OF_SERVICES.computeIfAbsent(service, Settings::find);
    }

    /** {@code crosscheck.kafka.bootstrap-servers} as the environment has it. */
    static String variable(String setting) {
        return setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    private static Map<String, String> find(String service) {
        String own = "dev.crosscheck." + service.replace("-service", "");
        return Stream.concat(inCode(own), inLogback())
                .collect(
                        Collectors.toMap(setting -> variable(setting.name()), Setting::byDefault, (one, other) -> one));
    }

    private static Stream<Setting> inCode(String own) {
        return CODE.stream()
                .filter(it -> it.getPackageName().startsWith("dev.crosscheck.kit")
                        || it.getPackageName().startsWith(own))
                .flatMap(it -> settings(it.reflect()));
    }

    /** The log is set up before there is a framework, from the environment as it is. */
    private static Stream<Setting> inLogback() {
        try (InputStream logback = Settings.class.getResourceAsStream("/logback.xml")) {
            String text = new String(Objects.requireNonNull(logback).readAllBytes(), StandardCharsets.UTF_8);
            return LOGBACK.matcher(text).results().map(it -> new Setting(it.group(1), it.group(2))).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Setting(String name, String byDefault) {}

    private static Stream<Setting> settings(Class<?> type) {
        Stream<Setting> bound = type.isRecord() && type.isAnnotationPresent(ConfigurationProperties.class)
                ? Arrays.stream(type.getRecordComponents())
                        .filter(it -> !it.getType().isAnnotationPresent(ConfigurationProperties.class))
                        .map(it -> new Setting(prefix(type) + "." + hyphenated(it.getName()), byDefault(type, it)))
                : Stream.empty();
        Stream<Setting> asked = Stream.of(type.getDeclaredConstructors(), type.getDeclaredMethods())
                .flatMap(Arrays::stream)
                .map(Executable::getParameters)
                .flatMap(Arrays::stream)
                .flatMap(Settings::asked);
        Stream<Setting> required = Arrays.stream(type.getAnnotationsByType(Requires.class))
                .filter(it -> !it.property().isEmpty())
                .map(it -> new Setting(it.property(), ""));
        return Stream.of(bound, asked, required).flatMap(it -> it);
    }

    private static Stream<Setting> asked(Parameter parameter) {
        Stream<Setting> values = Optional.ofNullable(parameter.getAnnotation(Value.class)).stream()
                .flatMap(it -> PLACEHOLDER.matcher(it.value()).results())
                .map(it -> new Setting(
                        it.group(1), Optional.ofNullable(it.group(2)).orElse("")));
        Stream<Setting> properties = Optional.ofNullable(parameter.getAnnotation(Property.class)).stream()
                .map(it -> new Setting(it.name(), it.defaultValue()));
        return Stream.concat(values, properties);
    }

    private static String prefix(Class<?> type) {
        String own = type.getAnnotation(ConfigurationProperties.class).value();
        Class<?> outer = type.getEnclosingClass();
        return outer != null && outer.isAnnotationPresent(ConfigurationProperties.class)
                ? prefix(outer) + "." + own
                : own;
    }

    /** It stands at the parameter of the constructor, not at the component. */
    private static String byDefault(Class<?> type, RecordComponent component) {
        AnnotatedElement parameter = Arrays.stream(type.getDeclaredConstructors())
                .flatMap(it -> Arrays.stream(it.getParameters()))
                .filter(it -> it.getName().equals(component.getName()))
                .findFirst()
                .orElseThrow();
        Bindable bindable = parameter.getAnnotation(Bindable.class);
        return bindable == null ? "" : bindable.defaultValue();
    }

    private static String hyphenated(String name) {
        Matcher capitals = CAPITAL.matcher(name);
        return capitals.replaceAll(it -> "-" + it.group().toLowerCase(Locale.ROOT));
    }

    private Settings() {}
}
