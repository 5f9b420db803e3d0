package dev.crosscheck.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a running system listens, as environment variables: what the publisher reads, and a shell can source. */
final class Addresses {

    static Map<String, String> of(Ports ports) {
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("CROSSCHECK_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka());
        for (Service service : Service.values()) {
            addresses.put("CROSSCHECK_" + service.name() + "_URL", "http://localhost:" + ports.of(service));
        }
        addresses.put("CROSSCHECK_POSTGRES_PORT", Integer.toString(ports.postgres()));
        for (Service service : Service.values()) {
            addresses.put(
                    "CROSSCHECK_" + service.name() + "_MANAGEMENT_URL",
                    "http://localhost:" + ports.managementOf(service));
        }
        return addresses;
    }

    static void write(Path file, Ports ports) {
        StringBuilder lines = new StringBuilder();
        of(ports)
                .forEach((name, value) ->
                        lines.append(name).append('=').append(value).append('\n'));
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, lines);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Empty if no system was ever up. */
    static Map<String, String> read(Path file) {
        Map<String, String> addresses = new LinkedHashMap<>();
        try {
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    int equals = line.indexOf('=');
                    if (equals > 0) {
                        addresses.put(line.substring(0, equals), line.substring(equals + 1));
                    }
                }
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return addresses;
    }

    private Addresses() {}
}
