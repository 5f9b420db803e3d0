package dev.crosscheck.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Grant;
import dev.crosscheck.event.Grants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps everybody out of a broker but those who are known: by a password over TLS, or by a certificate. What they may
 * do then are the {@link Grants}; whatever is not granted is forbidden. Authority, certificates and passwords are made
 * for one broker and are worth nothing elsewhere.
 */
public final class KafkaGuard {

    private static final String ADMIN = "admin";
    private static final String BROKER = "broker";
    private static final String AUTHORITY = "authority";

    /** Whose password opens every key store. */
    private static final String STORES = "stores";

    private static final String PASSWORD_LISTENER = "PASSWORD";
    private static final String CERTIFICATE_LISTENER = "CERTIFICATE";
    private static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String MECHANISM = "SCRAM-SHA-512";

    /** What Kafka takes for SCRAM when it is not told. */
    private static final int ITERATIONS = 4_096;

    private static final int SECONDS = 30;

    private final Path folder;
    private final Passwords passwords;
    private final int certificatePort = FreePorts.any();

    private KafkaGuard(Path folder) {
        this.folder = folder;
        this.passwords = new Passwords(folder.resolve("passwords.properties"));
    }

    /**
     * Makes certificates for the broker, its administrator and every principal. Takes some seconds.
     *
     * @param folder where they are kept; from here on it is its owner's alone, whatever is in it
     */
    public static KafkaGuard make(Path folder) {
        try {
            Files.createDirectories(folder);
            // Before anything is in it: the tool that makes the stores leaves them as open as files are by default.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        KafkaGuard guard = new KafkaGuard(folder);
        guard.keytool(
                "-genkeypair -alias " + AUTHORITY + " -dname CN=" + AUTHORITY + " -keyalg EC -groupname secp256r1"
                        + " -ext bc:critical=ca:true -ext ku:critical=keyCertSign -validity 30 -keystore",
                guard.store(AUTHORITY));
        guard.keytool(
                "-exportcert -rfc -alias " + AUTHORITY + " -keystore",
                guard.store(AUTHORITY),
                "-file",
                guard.trusted());
        guard.certify(BROKER, "-ext san=ip:127.0.0.1,dns:localhost");
        Stream.concat(Stream.of(ADMIN), Grants.PRINCIPALS.stream()).forEach(name -> guard.certify(name, ""));
        return guard;
    }

    /** {@code host:port} for those who come with a certificate. */
    public String certificateBootstrapServers() {
        return "127.0.0.1:" + certificatePort;
    }

    /** Client settings of somebody who comes with a password. */
    public Map<String, String> withPassword(String principal) {
        return withPassword(principal, passwords.of(principal));
    }

    /** The same with another password than the broker knows. */
    public Map<String, String> withPassword(String principal, String password) {
        Map<String, String> settings = trusting();
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", MECHANISM);
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + principal
                        + "\" password=\"" + password + "\";");
        return settings;
    }

    /** Client settings of somebody who comes with a certificate. */
    public Map<String, String> withCertificate(String principal) {
        Map<String, String> settings = trusting();
        settings.put("security.protocol", "SSL");
        settings.putAll(showing(principal));
        return settings;
    }

    /** Client settings of somebody who comes with nothing. */
    public Map<String, String> withNothing() {
        Map<String, String> settings = trusting();
        settings.put("security.protocol", "SSL");
        return settings;
    }

    /**
     * Settings of Kafka's clients, where a service finds them: names with dots in them can be in no environment.
     *
     * @param file to be named in {@code MICRONAUT_CONFIG_FILES}; it holds a password
     */
    static void writeForService(Path file, Map<String, String> settings) {
        ObjectNode document = EventJson.MAPPER.createObjectNode();
        ObjectNode properties =
                document.putObject("crosscheck").putObject("kafka").putObject("properties");
        settings.forEach((name, value) -> properties.put(name, value));
        // JSON is YAML as well.
        LocalTokens.writePrivately(file, document.toString().getBytes(UTF_8));
    }

    /** The broker for its administrator, who may do everything. */
    Broker broker() {
        return new Broker(certificateBootstrapServers(), withCertificate(ADMIN));
    }

    /** Tells the broker who has which password, and who may do what. */
    void grantAll() {
        List<UserScramCredentialAlteration> users = new ArrayList<>();
        for (String principal : Grants.PRINCIPALS) {
            users.add(new UserScramCredentialUpsertion(
                    principal,
                    new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                    passwords.of(principal)));
        }
        List<AclBinding> allowed =
                Grants.ALL.stream().flatMap(KafkaGuard::bindings).toList();
        try (Admin admin = broker().admin()) {
            admin.alterUserScramCredentials(users).all().get(SECONDS, TimeUnit.SECONDS);
            admin.createAcls(allowed).all().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException exception) {
            throw new IllegalStateException("kafka: users and permissions were not taken", exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while granting", exception);
        }
    }

    private static Stream<AclBinding> bindings(Grant grant) {
        ResourcePattern on =
                new ResourcePattern(ResourceType.valueOf(grant.resource().name()), grant.name(), PatternType.LITERAL);
        return grant.operations().stream()
                .map(operation -> new AclBinding(
                        on,
                        new AccessControlEntry(
                                "User:" + grant.principal(),
                                "*",
                                AclOperation.valueOf(operation.name()),
                                AclPermissionType.ALLOW)));
    }

    /**
     * What makes a broker ask who is there.
     *
     * @param port where to listen for those who come with a password
     */
    Map<String, String> brokerSettings(int port) {
        int controllerPort = FreePorts.any();
        Map<String, String> settings = new LinkedHashMap<>();
        String listeners = listener(PASSWORD_LISTENER, port) + "," + listener(CERTIFICATE_LISTENER, certificatePort);
        settings.put("listeners", listeners + "," + listener(CONTROLLER_LISTENER, controllerPort));
        settings.put("advertised.listeners", listeners);
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        settings.put(
                "listener.security.protocol.map",
                PASSWORD_LISTENER + ":SASL_SSL," + CERTIFICATE_LISTENER + ":SSL," + CONTROLLER_LISTENER + ":SSL");
        settings.put("inter.broker.listener.name", CERTIFICATE_LISTENER);
        settings.put("ssl.enabled.protocols", "TLSv1.3");
        settings.putAll(trust());
        settings.putAll(showing(BROKER));
        // A certificate is asked for, except of those who come with a password.
        settings.put("listener.name.certificate.ssl.client.auth", "required");
        settings.put("listener.name.controller.ssl.client.auth", "required");
        settings.put("listener.name.password.ssl.client.auth", "none");
        settings.put("sasl.enabled.mechanisms", MECHANISM);
        settings.put(
                "listener.name.password.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        // The name of a certificate is that of a user.
        settings.put("ssl.principal.mapping.rules", "RULE:^CN=([a-z-]+)$/$1/");
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("allow.everyone.if.no.acl.found", "false");
        settings.put("super.users", "User:" + BROKER + ";User:" + ADMIN);
        return settings;
    }

    private static String listener(String name, int port) {
        return name + "://127.0.0.1:" + port;
    }

    private Map<String, String> trusting() {
        return new LinkedHashMap<>(trust());
    }

    private Map<String, String> trust() {
        return Map.of("ssl.truststore.type", "PEM", "ssl.truststore.location", trusted());
    }

    private Map<String, String> showing(String name) {
        return Map.of(
                "ssl.keystore.type", "PKCS12",
                "ssl.keystore.location", store(name),
                "ssl.keystore.password", passwords.of(STORES),
                "ssl.key.password", passwords.of(STORES));
    }

    private String store(String name) {
        return folder.resolve(name + ".p12").toString();
    }

    private String trusted() {
        return folder.resolve("authority.crt").toString();
    }

    /** A key with a certificate of the authority, in a store of its own. */
    private void certify(String name, String extensions) {
        keytool(
                "-genkeypair -alias " + name + " -dname CN=" + name + " -keyalg EC -groupname secp256r1 -validity 30 "
                        + extensions + " -signer " + AUTHORITY + " -keystore",
                store(AUTHORITY));
        keytool(
                "-importkeystore -noprompt -srcalias " + name + " -srckeystore",
                store(AUTHORITY),
                "-srcstorepass:env STOREPASS -deststoretype PKCS12 -deststorepass:env STOREPASS -destkeystore",
                store(name));
    }

    /** @param words options; each second one is one word, whatever it holds */
    private void keytool(String... words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        for (int i = 0; i < words.length; i++) {
            if (i % 2 == 0) {
                command.addAll(List.of(words[i].strip().split(" +")));
            } else {
                command.add(words[i]);
            }
        }
        if (!words[0].startsWith("-importkeystore")) {
            command.addAll(List.of("-storetype", "PKCS12", "-storepass:env", "STOREPASS"));
        }
        // In the environment: everybody may read the arguments of a process.
        Map<String, String> password = Map.of("STOREPASS", passwords.of(STORES));
        try (Child keytool = Child.start("keytool", command, password, folder.resolve("keytool.log"))) {
            int code = keytool.awaitExitCode(SECONDS, TimeUnit.SECONDS);
            if (code != 0) {
                throw new IllegalStateException(
                        "keytool: exit code " + code + " (expected: 0; see " + keytool.log() + ")");
            }
        }
    }
}
