package dev.crosscheck.local;

import java.util.Locale;

/** The three services, with the ports they have unless told otherwise. */
public enum Service {
    CATALOG(8081, 9081, 192),
    PRICING(8082, 9082, 192),
    COMPARISON(8080, 9080, 512);

    private final int port;
    private final int managementPort;
    private final int heapMegabytes;

    Service(int port, int managementPort, int heapMegabytes) {
        this.port = port;
        this.managementPort = managementPort;
        this.heapMegabytes = heapMegabytes;
    }

    /** The short name, which its database and roles have too: {@code pricing}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The module, and the jar without its ending: {@code pricing-service}. */
    public String module() {
        return id() + "-service";
    }

    public int defaultPort() {
        return port;
    }

    public int defaultManagementPort() {
        return managementPort;
    }

    int heapMegabytes() {
        return heapMegabytes;
    }
}
