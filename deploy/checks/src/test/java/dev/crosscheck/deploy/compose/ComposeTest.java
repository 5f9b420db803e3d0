package dev.crosscheck.deploy.compose;

import static dev.crosscheck.deploy.TextRule.mutant;
import static dev.crosscheck.deploy.TextRule.rule;
import static dev.crosscheck.deploy.TextRule.unless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.deploy.Project;
import dev.crosscheck.deploy.TextRule;
import dev.crosscheck.deploy.compose.Compose.Container;
import dev.crosscheck.deploy.image.BuiltImages;
import dev.crosscheck.deploy.kubernetes.Code;
import dev.crosscheck.deploy.kubernetes.Settings;
import dev.crosscheck.local.LocalFolder;
import dev.crosscheck.local.LocalTokens;
import dev.crosscheck.local.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** deploy/compose.yaml, held against the code that runs in it; deploy/images/try runs it. */
class ComposeTest {

    private static final String TEXT = Project.text("deploy/compose.yaml");
    private static final String COMPLETED = "service_completed_successfully";
    private static final String HEALTHY = "service_healthy";
    private static final String FOLDER = "/var/lib/crosscheck";

    static List<TextRule<Compose>> rules() {
        return List.of(
                rule(
                        "containers of ours may do nothing, and write only to what is gone with them",
                        file -> file.ours().flatMap(entry -> againstBeingShutIn(entry.getKey(), entry.getValue())),
                        mutant("user: \"10001:10001\"", "user: \"0:0\""),
                        mutant("read_only: true", "read_only: false"),
                        mutant("  cap_drop: [ALL]\n  security_opt", "  security_opt"),
                        mutant("no-new-privileges:true", "no-new-privileges:false"),
                        mutant("tmpfs: [\"/tmp:exec,nosuid,nodev,size=64m\"]", "tmpfs: [\"/tmp:exec,nosuid,nodev\"]"),
                        mutant("keys:/var/lib/crosscheck/keys:ro", "/etc:/var/lib/crosscheck/keys:ro")),
                rule(
                        "a service has all the time that it may take to stop",
                        file -> file.ours()
                                .filter(entry ->
                                        "unless-stopped".equals(entry.getValue().restart()))
                                .filter(entry -> patience(entry.getValue())
                                                .compareTo(Code.stoppingTakes(
                                                        entry.getValue().application(),
                                                        entry.getValue().environment()))
                                        < 0)
                                .map(entry -> entry.getKey() + ": killed after " + patience(entry.getValue())),
                        mutant("stop_grace_period: 60s", "stop_grace_period: 30s"),
                        mutant(
                                "CROSSCHECK_ACCESS_ISSUER: crosscheck-local",
                                "CROSSCHECK_ACCESS_ISSUER: crosscheck-local\n  CROSSCHECK_HTTP_FAREWELL_WITHIN: 60s")),
                rule(
                        "every image has a version that is not latest",
                        file -> file.services().values().stream()
                                .map(Container::image)
                                .filter(image -> !image.matches("[a-z/-]+:[a-z0-9.]+") || image.endsWith(":latest")),
                        mutant("postgres:18", "postgres"),
                        mutant("apache/kafka:4.3.1", "apache/kafka:latest"),
                        mutant("${CROSSCHECK_VERSION:-local}", "${CROSSCHECK_VERSION:-latest}")),
                rule(
                        "the images of ours are those that are built",
                        file -> Stream.of(unless(
                                        BuiltImages.all().stream()
                                                .map(image -> image.name() + ":local")
                                                .collect(Collectors.toSet())
                                                .equals(file.ours()
                                                        .map(entry ->
                                                                entry.getValue().image())
                                                        .collect(Collectors.toSet())),
                                        "others than deploy/images/build builds"))
                                .flatMap(it -> it),
                        mutant("crosscheck/publisher:", "crosscheck/publishers:"),
                        mutant("crosscheck/setup:${CROSSCHECK_VERSION:-local}", "crosscheck/setup:other")),
                rule(
                        "whatever is published is for this machine alone",
                        file -> file.services().values().stream()
                                .flatMap(container -> container.ports().stream())
                                .filter(port -> !port.startsWith("127.0.0.1:")),
                        mutant("\"127.0.0.1:${CROSSCHECK_POSTGRES_PORT", "\"${CROSSCHECK_POSTGRES_PORT"),
                        mutant(
                                "127.0.0.1:${CROSSCHECK_CATALOG_MANAGEMENT_PORT",
                                "0.0.0.0:${CROSSCHECK_CATALOG_MANAGEMENT_PORT")),
                rule(
                        "a service is published at its own ports and its management's",
                        file -> services()
                                .flatMap(service -> unless(
                                        file.services()
                                                .get(service.module())
                                                .ports()
                                                .equals(Stream.of(
                                                                service.defaultPort(), service.defaultManagementPort())
                                                        .map(port -> "127.0.0.1:" + port + ":" + port)
                                                        .toList()),
                                        service.module())),
                        mutant(":-8081}:8081", ":-8081}:8080"),
                        mutant(":-9080}:9080", ":-9080}:9081")),
                rule(
                        "a service or migration is told nothing that it does not read",
                        file -> file.ours()
                                .filter(entry -> entry.getValue().application().endsWith("-service"))
                                .flatMap(entry -> entry.getValue().environment().keySet().stream()
                                        .filter(key -> !Settings.of(
                                                        entry.getValue().application())
                                                .containsKey(key))
                                        .map(key -> entry.getKey() + ": " + key)),
                        mutant("CROSSCHECK_DATABASE_MIGRATE", "CROSSCHECK_DATABASE_MIGRATES"),
                        mutant("CROSSCHECK_ACCESS_KEYS", "CROSSCHECK_ACCESS_KEY"),
                        mutant("CROSSCHECK_LIMITS_ENABLED", "CROSSCHECK_LIMIT_ENABLED"),
                        mutant("CROSSCHECK_PUBLIC_URL", "CROSSCHECK_PUBLIC_URI")),
                rule(
                        "each has its own database, under the roles that setup makes",
                        file -> services()
                                .flatMap(service -> Stream.of(service.id() + "-migrate", service.module())
                                        .filter(name ->
                                                !isOf(service, file.services().get(name)))),
                        mutant("postgres:5432/pricing", "postgres:5432/catalog"),
                        mutant("USERNAME: comparison_app", "USERNAME: catalog_app"),
                        mutant("USERNAME: catalog_owner", "USERNAME: postgres")),
                rule(
                        "who migrates is the owner and nothing else, and who runs is never the owner",
                        file -> services()
                                .flatMap(service -> Stream.of(
                                                unless(
                                                        migrates(
                                                                service,
                                                                file.services().get(service.id() + "-migrate")),
                                                        service.id() + "-migrate"),
                                                unless(runs(file.services().get(service.module())), service.module()))
                                        .flatMap(it -> it)),
                        mutant("CROSSCHECK_DATABASE_MIGRATE: \"false\"", "CROSSCHECK_DATABASE_MIGRATE: \"true\""),
                        mutant("command: [\"migrate\"]", "command: [\"serve\"]"),
                        mutant(
                                "      CROSSCHECK_KAFKA_INSTANCE_ID: pricing-1",
                                "      CROSSCHECK_DATABASE_OWNER_PASSWORD: x"),
                        mutant(
                                "CROSSCHECK_DATABASE_OWNER_PASSWORD: ${PRICING_OWNER_PASSWORD:?}",
                                "CROSSCHECK_DATABASE_OWNER_PASSWORD: \"\"")),
                rule(
                        "servers first, then setup, then migrations, then services",
                        file -> Stream.concat(
                                Stream.of("postgres", "kafka")
                                        .filter(server ->
                                                !file.services().get("setup").waitsFor(server, HEALTHY)),
                                services()
                                        .flatMap(service -> Stream.of(
                                                        unless(
                                                                file.services()
                                                                        .get(service.id() + "-migrate")
                                                                        .waitsFor("setup", COMPLETED),
                                                                service.id() + "-migrate"),
                                                        unless(
                                                                file.services()
                                                                        .get(service.module())
                                                                        .waitsFor(service.id() + "-migrate", COMPLETED),
                                                                service.module()))
                                                .flatMap(it -> it))),
                        mutant("kafka: {condition: service_healthy}", "kafka: {condition: service_started}"),
                        mutant(
                                "setup: {condition: service_completed_successfully}",
                                "setup: {condition: service_started}"),
                        mutant(
                                "pricing-migrate: {condition: service_completed_successfully}",
                                "setup: {condition: service_completed_successfully}")),
                rule(
                        "services believe the tokens of setup, and setup alone can sign",
                        ComposeTest::againstTheTokens,
                        mutant("CROSSCHECK_ACCESS_ISSUER: crosscheck-local", "CROSSCHECK_ACCESS_ISSUER: crosscheck"),
                        mutant("file:/var/lib/crosscheck/keys/keys.json", "file:/var/lib/crosscheck/keys.json"),
                        mutant(
                                "volumes: [\"keys:/var/lib/crosscheck/keys:ro\"]",
                                "volumes: [\"keys:/var/lib/crosscheck/keys\"]"),
                        mutant(
                                "volumes: [\"publisher:/var/lib/crosscheck/run:ro\"]",
                                "volumes: [\"access:/var/lib/crosscheck/run:ro\"]"),
                        mutant("access:/var/lib/crosscheck/data/access", "access:/var/lib/crosscheck/access"),
                        mutant("run/publisher.token", "publisher.token")),
                rule(
                        "setup is told every password, each of which has to be given",
                        file -> roles().map(role -> role.toUpperCase(java.util.Locale.ROOT) + "_PASSWORD")
                                .filter(variable -> !Compose.GIVEN.equals(file.services()
                                        .get("setup")
                                        .environment()
                                        .get(variable))),
                        mutant("      PRICING_APP_PASSWORD: ${PRICING_APP_PASSWORD:?}\n", ""),
                        mutant(
                                "COMPARISON_OWNER_PASSWORD: ${COMPARISON_OWNER_PASSWORD:?}\n      COMPARISON_APP",
                                "COMPARISON_OWNER_PASSWORD: ${COMPARISON_OWNER_PASSWORD:-secret}\n"
                                        + "      COMPARISON_APP")),
                rule(
                        "the broker makes no topic by itself, takes messages as large as ours, and says where it is"
                                + " found",
                        file -> againstTheBroker(file.services().get("kafka")),
                        mutant("AUTO_CREATE_TOPICS_ENABLE: \"false\"", "AUTO_CREATE_TOPICS_ENABLE: \"true\""),
                        mutant("\"2097152\"", "\"1048576\""),
                        mutant("OUTSIDE://127.0.0.1:${CROSSCHECK_KAFKA_PORT:-19092}", "OUTSIDE://127.0.0.1:29092"),
                        mutant("kafka:${CROSSCHECK_KAFKA_DATA:-/var/lib/kafka/data}", "kafka:/data")),
                rule(
                        "every volume that is used is there, and every one that is there is used",
                        file -> Stream.of(unless(
                                        file.services().values().stream()
                                                .flatMap(container -> container.volumes().stream())
                                                .map(volume -> volume.replaceFirst(":.*", ""))
                                                .collect(Collectors.toCollection(TreeSet::new))
                                                .equals(new TreeSet<>(
                                                        file.volumes().keySet())),
                                        "volumes"))
                                .flatMap(it -> it),
                        mutant("\n  access:\n", "\n  acess:\n")));
    }

    static Stream<Arguments> mutants() {
        return rules().stream().flatMap(rule -> rule.mutants().stream().map(edit -> Arguments.of(rule, edit)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void systemIsSuchThat(TextRule<Compose> rule) {
        assertThat(rule.against(Compose.read(TEXT))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void mistakeIsAgainst(TextRule<Compose> rule, TextRule.Edit mistake) {
        assertThat(rule.against(Compose.read(mistake.of(TEXT)))).isNotEmpty();
    }

    @Test
    void fieldThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> Compose.read(TEXT.replaceFirst("read_only:", "readonly:")))
                .hasMessageContaining("readonly");
        assertThatThrownBy(() -> Compose.read(TEXT.replaceFirst("    shm_size: 256m", "    privileged: true")))
                .hasMessageContaining("privileged");
    }

    @Test
    void keyThatIsThereTwiceIsRefused() {
        assertThatThrownBy(() -> Compose.read(TEXT.replaceFirst("    shm_size: 256m", "    image: postgres:17")))
                .hasMessageContaining("duplicate key image");
    }

    @Test
    void passwordsAreMadeUpOnceForTheirOwnerAlone(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("settings");

        makeUpPasswords(file);

        Map<String, String> made = Files.readAllLines(file).stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        assertThat(made.keySet()).containsAll(Compose.variables(TEXT, true));
        List<String> passwords = made.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("_PASSWORD"))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(passwords).hasSize(7).doesNotHaveDuplicates().allMatch(password -> password.matches("[0-9a-f]{48}"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        byte[] first = Files.readAllBytes(file);
        makeUpPasswords(file);
        assertThat(file).hasBinaryContent(first);
    }

    @Test
    void passwordsAreNeverCommitted() {
        assertThat(Project.text(".gitignore").lines()).contains("deploy/.env");
        assertThat(Compose.variables(TEXT, false)).noneMatch(variable -> variable.endsWith("PASSWORD"));
    }

    private static void makeUpPasswords(Path file) throws Exception {
        Process script = new ProcessBuilder("sh", Project.file("deploy/secrets").toString(), file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(script.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(script.exitValue())
                .as(new String(script.getInputStream().readAllBytes()))
                .isZero();
    }

    private static Stream<String> againstBeingShutIn(String name, Container container) {
        return Stream.of(
                        unless(container.user().equals("10001:10001"), "user"),
                        unless(container.readOnly(), "read_only"),
                        unless(container.capDrop().equals(List.of("ALL")), "cap_drop"),
                        unless(container.securityOpt().equals(List.of("no-new-privileges:true")), "security_opt"),
                        unless(
                                container.tmpfs().size() == 1
                                        && container.tmpfs().getFirst().matches("/tmp:.*nosuid,nodev,size=\\d+m"),
                                "tmpfs"),
                        container.volumes().stream().filter(volume -> !volume.matches("[a-z]+:/.*")))
                .flatMap(it -> it)
                .map(what -> name + ": " + what);
    }

    /** Ten seconds are Docker's own. */
    private static Duration patience(Container container) {
        return Code.duration(Objects.requireNonNullElse(container.stopGracePeriod(), "10s"));
    }

    private static boolean isOf(Service service, Container container) {
        Map<String, String> told = container.environment();
        return container.application().equals(service.module())
                && told.get("CROSSCHECK_DATABASE_URL").equals("jdbc:postgresql://postgres:5432/" + service.id())
                && told.get("CROSSCHECK_DATABASE_APP_USERNAME").equals(service.id() + "_app")
                && told.getOrDefault("CROSSCHECK_DATABASE_OWNER_USERNAME", service.id() + "_owner")
                        .equals(service.id() + "_owner");
    }

    private static boolean migrates(Service service, Container container) {
        return container.migrates()
                && Compose.GIVEN.equals(container.environment().get("CROSSCHECK_DATABASE_OWNER_PASSWORD"))
                && !container.environment().containsKey("CROSSCHECK_DATABASE_APP_PASSWORD")
                && container.ports().isEmpty()
                && container.restart().equals("no")
                && service.module().equals(container.application());
    }

    private static boolean runs(Container container) {
        return container.command().isEmpty()
                && "false".equals(container.environment().get("CROSSCHECK_DATABASE_MIGRATE"))
                && container.environment().keySet().stream().noneMatch(key -> key.contains("OWNER"));
    }

    private static Stream<String> againstTheTokens(Compose file) {
        Map<String, String> local = new LocalTokens(Path.of("target/no-keys")).environment();
        LocalFolder folder = new LocalFolder(Path.of(FOLDER));
        Container setup = file.services().get("setup");
        String keys = setup.command().getLast();
        Stream<String> services = services().map(Service::module).filter(name -> {
            Container service = file.services().get(name);
            return !service.environment().get("CROSSCHECK_ACCESS_KEYS").equals("file:" + keys)
                    || !service.environment()
                            .get("CROSSCHECK_ACCESS_ISSUER")
                            .equals(local.get("CROSSCHECK_ACCESS_ISSUER"))
                    || !service.volumes().equals(List.of("keys:" + Path.of(keys).getParent() + ":ro"));
        });
        Set<String> signers = file.services().entrySet().stream()
                .filter(entry -> entry.getValue().volumes().stream().anyMatch(volume -> volume.startsWith("access:")))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Container publisher = file.services().get("publisher");
        return Stream.of(
                        services,
                        unless(signers.equals(Set.of("setup")), "who can sign: " + signers),
                        unless(setup.volumes().contains("access:" + folder.access()), "where the key is kept"),
                        unless(
                                setup.volumes().contains("keys:" + Path.of(keys).getParent()),
                                "where the public keys go"),
                        unless(
                                publisher
                                                .environment()
                                                .get("CROSSCHECK_TOKEN_FILE")
                                                .equals(folder.publisherToken().toString())
                                        && publisher
                                                .volumes()
                                                .equals(List.of("publisher:"
                                                        + folder.publisherToken()
                                                                .getParent() + ":ro"))
                                        && setup.volumes()
                                                .contains("publisher:"
                                                        + folder.publisherToken()
                                                                .getParent()),
                                "the publisher's token"))
                .flatMap(it -> it);
    }

    private static Stream<String> againstTheBroker(Container kafka) {
        Map<String, String> told = kafka.environment();
        String outside = kafka.ports().getFirst();
        return Stream.of(
                        unless(told.get("KAFKA_AUTO_CREATE_TOPICS_ENABLE").equals("false"), "makes topics"),
                        unless(
                                told.get("KAFKA_MESSAGE_MAX_BYTES").equals(Integer.toString(2 * 1024 * 1024)),
                                "largest message"),
                        unless(
                                told.get("KAFKA_ADVERTISED_LISTENERS")
                                        .endsWith("OUTSIDE://" + outside.replaceFirst(":\\d+$", "")),
                                "where it is found"),
                        unless(
                                told.get("KAFKA_LISTENERS")
                                        .contains("OUTSIDE://:" + outside.replaceFirst("^.*:", "") + ","),
                                "where it listens"),
                        unless(
                                kafka.volumes().equals(List.of("kafka:" + told.get("KAFKA_LOG_DIRS"))),
                                "where its data are"))
                .flatMap(it -> it);
    }

    private static Stream<Service> services() {
        return Arrays.stream(Service.values());
    }

    private static Stream<String> roles() {
        return services().flatMap(service -> Stream.of(service.id() + "_owner", service.id() + "_app"));
    }
}
