package dev.crosscheck.deploy.compose;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Compose file, as far as ours goes: a field that is not here is refused, so that a misspelt one is found, and so that
 * whoever writes a new one looks at what it would allow ({@code privileged}, {@code network_mode}, …).
 *
 * @param services by name
 * @param volumes  by name
 */
record Compose(Map<String, Container> services, Map<String, Object> volumes) {

    private static final JsonMapper TYPES = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::([-?])([^}]*))?}");

    /** What stands where a variable has to be given. */
    static final String GIVEN = "given";

    record Container(
            String image,
            String user,
            boolean readOnly,
            List<String> capDrop,
            List<String> securityOpt,
            List<String> tmpfs,
            List<String> command,
            Map<String, String> environment,
            List<String> volumes,
            List<String> ports,
            Map<String, Dependency> dependsOn,
            Healthcheck healthcheck,
            String restart,
            String stopGracePeriod,
            String shmSize,
            List<String> profiles) {

        Container {
            capDrop = orEmpty(capDrop);
            securityOpt = orEmpty(securityOpt);
            tmpfs = orEmpty(tmpfs);
            command = orEmpty(command);
            volumes = orEmpty(volumes);
            ports = orEmpty(ports);
            profiles = orEmpty(profiles);
            environment = environment == null ? Map.of() : environment;
            dependsOn = dependsOn == null ? Map.of() : dependsOn;
        }

        /** Whether its image is one of ours. */
        boolean isOurs() {
            return image.startsWith("crosscheck/");
        }

        /** Such as {@code catalog-service}; of our images only. */
        String application() {
            return image.replaceFirst("^crosscheck/", "").replaceFirst(":.*$", "");
        }

        boolean migrates() {
            return command.equals(List.of("migrate"));
        }

        boolean waitsFor(String service, String condition) {
            return dependsOn.containsKey(service)
                    && dependsOn.get(service).condition().equals(condition);
        }
    }

    record Dependency(String condition) {}

    record Healthcheck(List<String> test, String interval, String timeout, int retries, boolean disable) {}

    /**
     * Reads a file as Compose would with nothing set but what has to be.
     *
     * @throws RuntimeException for a key that is there twice, or a field that is not known here
     */
    static Compose read(String text) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        Map<String, Object> tree = new Yaml(new SafeConstructor(strict)).load(interpolated(text));
        tree.keySet().removeIf(key -> key.startsWith("x-"));
        return TYPES.convertValue(tree, Compose.class);
    }

    /** The variables that have to be given, and those that may be. */
    static Set<String> variables(String text, boolean required) {
        return VARIABLE.matcher(text)
                .results()
                .filter(found -> "?".equals(found.group(2)) == required)
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    Stream<Map.Entry<String, Container>> ours() {
        return services.entrySet().stream().filter(entry -> entry.getValue().isOurs());
    }

    private static String interpolated(String text) {
        return VARIABLE.matcher(text).replaceAll(Compose::valueOf);
    }

    private static String valueOf(MatchResult variable) {
        return "-".equals(variable.group(2)) ? Objects.requireNonNull(variable.group(3)) : GIVEN;
    }

    private static List<String> orEmpty(List<String> list) {
        return list == null ? List.of() : list;
    }
}
