package dev.crosscheck.local;

import java.nio.file.Path;

/**
 * Everything of one system on this machine: its data, its logs, and what is known of its processes.
 *
 * @param root made if missing
 */
public record LocalFolder(Path root) {

    public Path postgres() {
        return root.resolve("data/postgres");
    }

    public Path kafka() {
        return root.resolve("data/kafka");
    }

    /** The key of this machine's tokens. */
    public Path access() {
        return root.resolve("data/access");
    }

    /** How a service speaks to a Kafka that asks who it is. */
    public Path clientSettings(String service) {
        return root.resolve("run/" + service + "-kafka.yml");
    }

    /** The token of the data team's tool. */
    public Path publisherToken() {
        return root.resolve("run/publisher.token");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    /** Where everything listens, for commands that join a running system. */
    Path addresses() {
        return root.resolve("run/addresses.env");
    }

    /** Exists while everything is up. */
    Path ready() {
        return root.resolve("run/ready");
    }

    /** Exists once the sample facts are published. */
    Path samplesPublished() {
        return root.resolve("data/samples-published");
    }

    PidFile pidFile(String process) {
        return new PidFile(root.resolve("run/" + process + ".pid"));
    }
}
