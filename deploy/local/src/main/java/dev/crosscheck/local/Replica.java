package dev.crosscheck.local;

import java.net.URI;

/**
 * One more process of a service.
 *
 * @param port           what its users call
 * @param managementPort its health and metrics
 */
public record Replica(Child process, int port, int managementPort) {

    /** What its users call. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** Its health and metrics. */
    public URI managementUri() {
        return URI.create("http://127.0.0.1:" + managementPort + "/");
    }
}
