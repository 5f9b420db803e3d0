package dev.crosscheck.local;

import dev.crosscheck.event.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/**
 * Makes what services in containers find when they start, as {@code ./dev up} makes it for processes: their databases
 * and roles, the topics, and the key of tokens. What is there stays as it is, but for the passwords of roles.
 */
@Command(
        name = "setup",
        description = "Makes databases, roles, topics and the key of tokens, where they are missing. Passwords are read"
                + " from the environment: POSTGRES_PASSWORD, CATALOG_OWNER_PASSWORD, CATALOG_APP_PASSWORD and so on.")
final class Setup implements Callable<Integer> {

    /** As long as a system of containers is likely to stay up; each start makes a new one. */
    private static final Duration PUBLISHER_TOKEN_FOR = Duration.ofDays(90);

    @ParentCommand
    private @Nullable LocalSystem local;

    @Option(names = "--postgres-host", defaultValue = "postgres", description = "(${DEFAULT-VALUE})")
    private String postgresHost = "postgres";

    @Option(names = "--postgres-port", defaultValue = "5432", description = "(${DEFAULT-VALUE})")
    private int postgresPort;

    @Option(names = "--kafka", defaultValue = "kafka:9092", description = "host:port (${DEFAULT-VALUE})")
    private String kafka = "kafka:9092";

    @Option(
            names = "--public-keys",
            required = true,
            description = "where services find the public keys of tokens; what signs them stays in the folder")
    private Path publicKeys = Path.of("keys.json");

    @Override
    public Integer call() {
        Map<String, String> environment = System.getenv();
        DatabaseServer server =
                new DatabaseServer(postgresHost, postgresPort, "postgres", given(environment, "POSTGRES_PASSWORD"));
        make(
                server,
                new Broker(kafka),
                environment,
                Objects.requireNonNull(local).folder(),
                publicKeys,
                new Console(System.out));
        return ExitCode.OK;
    }

    /**
     * Makes what is missing.
     *
     * @param environment holds the password of each role
     * @param folder      keeps what signs tokens
     * @param publicKeys  a file, made anew
     * @throws IllegalStateException if a password is missing, or a server refuses
     */
    static void make(
            DatabaseServer server,
            Broker broker,
            Map<String, String> environment,
            LocalFolder folder,
            Path publicKeys,
            Progress progress) {
        for (Service service : Service.values()) {
            progress.done(
                    "database",
                    server.createServiceDatabase(service.id(), role -> given(environment, variable(role)))
                            .toString());
        }
        Set<String> created = broker.createTopics(Topics.ALL);
        progress.done("topics", created.size() + " created, " + (Topics.ALL.size() - created.size()) + " were there");
        LocalTokens tokens = new LocalTokens(folder.access());
        tokens.writePublicKeys(publicKeys);
        tokens.write(
                folder.publisherToken(), tokens.token("publisher-tool", PUBLISHER_TOKEN_FOR, List.of("publisher")));
        progress.done("tokens", "are believed by the keys in " + publicKeys);
    }

    /** Where the password of a role is: {@code PRICING_APP_PASSWORD}. */
    static String variable(String role) {
        return role.toUpperCase(Locale.ROOT) + "_PASSWORD";
    }

    private static String given(Map<String, String> environment, String variable) {
        String value = environment.getOrDefault(variable, "");
        if (value.isEmpty()) {
            throw new IllegalStateException(variable + ": empty (expected: a password)");
        }
        return value;
    }
}
