package dev.crosscheck.deploy.image;

import static dev.crosscheck.deploy.TextRule.mutant;
import static dev.crosscheck.deploy.TextRule.rule;
import static dev.crosscheck.deploy.TextRule.unless;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.deploy.Project;
import dev.crosscheck.deploy.TextRule;
import dev.crosscheck.deploy.image.Dockerfile.Instruction;
import dev.crosscheck.deploy.image.Dockerfile.Stage;
import dev.crosscheck.local.Launch;
import dev.crosscheck.local.Service;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the images promise, read off the file that they are made by; deploy/images/try sees whether they keep it. */
class DockerfileTest {

    private static final String TEXT = Project.text("deploy/images/Dockerfile");
    private static final List<String> SHIPPED = List.of("publisher", "setup", "service");
    private static final Pattern COPIED = Pattern.compile("(?:--from=(\\S+) )?(\\S+) \\S+");
    private static final Pattern PINNED = Pattern.compile("[a-z./-]+:[0-9][a-z0-9.-]*");

    static List<TextRule<Dockerfile>> rules() {
        return List.of(
                rule(
                        "nobody runs as root, and by number, as Kubernetes asks",
                        file -> shipped(file)
                                .flatMap(stage -> unless(
                                        stage.last("USER").orElse("").equals("10001:10001"),
                                        stage.name() + ": user " + stage.last("USER"))),
                        mutant(
                                "USER 10001:10001\nWORKDIR /tmp\n# It runs for seconds",
                                "WORKDIR /tmp\n# It runs for seconds"),
                        mutant("EXPOSE ${PORT}", "USER root\nEXPOSE ${PORT}"),
                        mutant("USER 10001:10001", "USER crosscheck")),
                rule(
                        "programs are started as they are, without a shell that keeps signals from them",
                        file -> shipped(file)
                                .flatMap(stage -> Stream.concat(
                                        unless(stage.last("ENTRYPOINT").isPresent(), stage.name() + ": no entrypoint"),
                                        Stream.of("ENTRYPOINT", "CMD", "HEALTHCHECK")
                                                .flatMap(stage::all)
                                                .map(instruction ->
                                                        instruction.arguments().replaceFirst("^.* CMD ", ""))
                                                .filter(command -> !command.matches("\\[\".*\"]"))
                                                .map(command -> stage.name() + ": " + command))),
                        mutant(
                                "ENTRYPOINT [\"java\", \"@/opt/crosscheck/java.options\"]",
                                "ENTRYPOINT java @/opt/crosscheck/java.options"),
                        mutant("CMD [\"/opt/crosscheck/ready\"]", "CMD /opt/crosscheck/ready"),
                        mutant("ENTRYPOINT [\"java\", \"@/opt/crosscheck/java.options\"]", "")),
                rule(
                        "every stage is of the one base, which has a version, or of another stage",
                        file -> Stream.concat(
                                file.global().stream()
                                        .filter(argument ->
                                                !argument.arguments().startsWith("JRE=")
                                                        || !PINNED.matcher(argument.arguments()
                                                                        .substring(4))
                                                                .matches())
                                        .map(Instruction::toString),
                                file.stages().stream()
                                        .map(Stage::base)
                                        .filter(base -> !base.equals("${JRE}")
                                                && file.stages().stream()
                                                        .noneMatch(stage ->
                                                                stage.name().equals(base)))),
                        mutant("ARG JRE=eclipse-temurin:25-jre", "ARG JRE=eclipse-temurin:latest"),
                        mutant("ARG JRE=eclipse-temurin:25-jre", "ARG JRE=eclipse-temurin"),
                        mutant("FROM ${JRE} AS service", "FROM debian:bookworm AS service")),
                rule(
                        "nothing is fetched while an image is built",
                        file -> file.stages().stream()
                                .flatMap(stage -> stage.all("RUN"))
                                .map(Instruction::arguments)
                                .filter(command -> command.matches(".*\\b(apt-get|apk|curl|wget|mvn|dnf)\\b.*")),
                        mutant("RUN useradd", "RUN apt-get update && useradd")),
                rule(
                        "a cache is made after the last copy at the dates that the jars have, and tried where it will"
                                + " be used",
                        DockerfileTest::againstTheCache,
                        mutant("\"-XX:AOTMode=on\", ", ""),
                        mutant("FROM applications AS training", "FROM ${JRE} AS training"),
                        mutant(
                                "COPY --from=applications /opt/crosscheck/${SERVICE}/lib",
                                "COPY catalog-service/target/lib"),
                        mutant(
                                "EXPOSE ${PORT}",
                                "COPY --from=applications /opt/crosscheck/ready /opt/crosscheck/again\nEXPOSE ${PORT}"),
                        mutant(
                                "/opt/crosscheck/trained/${SERVICE}/cache.aot"
                                        + " /opt/crosscheck/trained/${SERVICE}/cache.aot",
                                "/opt/crosscheck/trained/${SERVICE}/cache.aot /opt/crosscheck/cache.aot"),
                        mutant("touch --no-dereference", "true")),
                rule(
                        "who runs a service can change nothing of what it runs",
                        file -> file.stage("service")
                                .all("COPY")
                                .map(Instruction::arguments)
                                .filter(copy -> copy.startsWith("--from=training") && !copy.contains("--chown=0:0 ")),
                        mutant("--from=training --chown=0:0", "--from=training")),
                rule(
                        "the date of files is that of the jars' contents",
                        file -> file.stage("applications")
                                .all("ARG")
                                .map(Instruction::arguments)
                                .filter(argument -> !argument.equals("SOURCE_DATE_EPOCH=" + outputTimestamp())),
                        mutant("SOURCE_DATE_EPOCH=1767225600", "SOURCE_DATE_EPOCH=1767225601")),
                rule(
                        "what Launch sets in the environment is set",
                        file -> Launch.of(Service.COMPARISON).environment().entrySet().stream()
                                .filter(variable -> !file.stage("service")
                                        .last("ENV")
                                        .orElse("")
                                        .contains(variable.getKey() + "=" + variable.getValue() + " "))
                                .map(Map.Entry::toString),
                        mutant("MALLOC_ARENA_MAX=2", "MALLOC_ARENA_MAX=8"),
                        mutant("MALLOC_ARENA_MAX=2", "MALLOC_ARENAS=2")),
                rule(
                        "a service says at which ports it listens, how it is and how it is stopped",
                        file -> Stream.of(
                                        unless(
                                                file.stage("service")
                                                        .last("EXPOSE")
                                                        .orElse("")
                                                        .equals("${PORT} ${MANAGEMENT_PORT}"),
                                                "EXPOSE"),
                                        unless(
                                                file.stage("service")
                                                        .last("ENV")
                                                        .orElse("")
                                                        .contains("MICRONAUT_SERVER_PORT=${PORT}"),
                                                "MICRONAUT_SERVER_PORT"),
                                        unless(
                                                file.stage("service")
                                                        .last("ENV")
                                                        .orElse("")
                                                        .contains("ENDPOINTS_ALL_PORT=${MANAGEMENT_PORT}"),
                                                "ENDPOINTS_ALL_PORT"),
                                        unless(
                                                file.stage("service")
                                                        .last("HEALTHCHECK")
                                                        .orElse("")
                                                        .contains("/opt/crosscheck/ready"),
                                                "HEALTHCHECK"),
                                        unless(
                                                file.stage("service")
                                                        .last("STOPSIGNAL")
                                                        .orElse("")
                                                        .equals("SIGTERM"),
                                                "STOPSIGNAL"))
                                .flatMap(it -> it),
                        mutant("EXPOSE ${PORT} ${MANAGEMENT_PORT}", "EXPOSE ${PORT}"),
                        mutant("ENDPOINTS_ALL_PORT=${MANAGEMENT_PORT}", "ENDPOINTS_PORT=${MANAGEMENT_PORT}"),
                        mutant("MICRONAUT_SERVER_PORT=${PORT}", "SERVER_PORT=${PORT}"),
                        mutant("HEALTHCHECK --interval", "LABEL --interval"),
                        mutant("STOPSIGNAL SIGTERM", "STOPSIGNAL SIGKILL")),
                rule(
                        "every image says what it is, of which commit and on what base",
                        file -> shipped(file)
                                .flatMap(stage -> Stream.of(
                                                "title", "description", "version", "revision", "created", "base.name")
                                        .filter(label -> !stage.last("LABEL")
                                                .orElse("")
                                                .contains("org.opencontainers.image." + label + "=\""))
                                        .map(label -> stage.name() + ": " + label)),
                        mutant("org.opencontainers.image.revision", "org.opencontainers.image.commit")),
                rule(
                        "what is copied from the project is let through to the build, and nothing else is",
                        file -> Stream.of(taken(file), DockerfileTest.letThrough())
                                .flatMap(List::stream)
                                .filter(path -> !taken(file).contains(path)
                                        || !letThrough().contains(path)),
                        mutant("COPY publisher/target/lib", "COPY publisher/target/libs"),
                        mutant("COPY deploy/images/ready", "COPY deploy/secrets")));
    }

    static Stream<Arguments> mutants() {
        return rules().stream().flatMap(rule -> rule.mutants().stream().map(edit -> Arguments.of(rule, edit)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void imagesAreMadeBy(TextRule<Dockerfile> rule) {
        assertThat(rule.against(Dockerfile.read(TEXT))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void mistakeIsAgainst(TextRule<Dockerfile> rule, TextRule.Edit mistake) {
        assertThat(rule.against(Dockerfile.read(mistake.of(TEXT)))).isNotEmpty();
    }

    @Test
    void wordThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> Dockerfile.read("ADD http://example.org/file /file\n"))
                .hasMessageContaining("ADD http://example.org/file");
    }

    @Test
    void everyServiceIsBuiltWithThePortsThatItsSettingsHave() {
        assertThat(BuiltImages.all().stream().filter(image -> image.target().equals("service")))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Service.values())
                        .map(service -> new BuiltImages.Image(
                                "crosscheck/" + service.module(),
                                "service",
                                Map.of(
                                        "SERVICE", service.module(),
                                        "PORT", Integer.toString(service.defaultPort()),
                                        "MANAGEMENT_PORT", Integer.toString(service.defaultManagementPort()))))
                        .toList());
    }

    @Test
    void everyImageIsBuiltOfAStageThatIsMeantForIt() {
        assertThat(BuiltImages.all().stream().map(BuiltImages.Image::target).distinct())
                .containsExactlyInAnyOrderElementsOf(SHIPPED);
    }

    private static Stream<Stage> shipped(Dockerfile file) {
        return SHIPPED.stream().map(file::stage);
    }

    private static Stream<String> againstTheCache(Dockerfile file) {
        Stage service = file.stage("service");
        List<Instruction> tried = service.all("RUN")
                .filter(run -> run.arguments().contains("\"-XX:AOTMode=on\"")
                        && run.arguments().contains("@/opt/crosscheck/java.options"))
                .toList();
        Stream<String> elsewhere = service.all("COPY")
                .map(Instruction::arguments)
                .filter(copy -> !copy.startsWith("--from=") || !samePlace(copy))
                .filter(copy -> !copy.endsWith("/opt/crosscheck/java.options"));
        return Stream.of(
                        unless(file.stage("training").base().equals("applications"), "trained elsewhere"),
                        unless(
                                file.stage("applications")
                                        .last("RUN")
                                        .orElse("")
                                        .contains("touch --no-dereference --date \"@${SOURCE_DATE_EPOCH}\""),
                                "dates of files"),
                        unless(tried.size() == 1, "the cache is not tried"),
                        unless(
                                service.lastPlaceOf("COPY") < service.lastPlaceOf("RUN"),
                                "something is copied after that"),
                        elsewhere)
                .flatMap(it -> it);
    }

    /** {@code --from=stage /a/b /a/b}. */
    private static boolean samePlace(String copy) {
        String[] words = copy.split(" ");
        return words[words.length - 2].equals(words[words.length - 1]);
    }

    private static List<String> taken(Dockerfile file) {
        return file.stages().stream()
                .flatMap(stage -> stage.all("COPY"))
                .flatMap(copy -> COPIED.matcher(copy.arguments()).results())
                .filter(copy -> copy.group(1) == null)
                .map(copy -> copy.group(2))
                .toList();
    }

    private static List<String> letThrough() {
        List<String> lines = Project.text(".dockerignore")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toList());
        assertThat(lines.removeFirst())
                .as("the first line keeps everything out")
                .isEqualTo("*");
        return lines.stream().map(line -> line.replaceFirst("^!", "")).toList();
    }

    private static long outputTimestamp() {
        return Pattern.compile("<project.build.outputTimestamp>([^<]+)<")
                .matcher(Project.text("pom.xml"))
                .results()
                .map(found -> Instant.parse(found.group(1)).getEpochSecond())
                .findFirst()
                .orElseThrow();
    }
}
