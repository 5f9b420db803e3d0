package dev.crosscheck.local;

import dev.crosscheck.event.Topics;
import java.util.List;
import java.util.Locale;

/** The three services, with the ports they have unless told otherwise. */
public enum Service {
    CATALOG(8081, 9081, 192, 16, Topics.CATALOG_UPDATES),
    PRICING(8082, 9082, 192, 16, Topics.PRICE_UPDATES, Topics.MODELS),
    COMPARISON(8080, 9080, 512, 96, Topics.MODELS, Topics.PRICE_SHEETS);

    private final int port;
    private final int managementPort;
    private final int heapMegabytes;
    private final int youngMegabytes;
    private final List<String> reads;

    Service(int port, int managementPort, int heapMegabytes, int youngMegabytes, String... reads) {
        this.port = port;
        this.managementPort = managementPort;
        this.heapMegabytes = heapMegabytes;
        this.youngMegabytes = youngMegabytes;
        this.reads = List.of(reads);
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

    /** The topics it reads. */
    List<String> reads() {
        return reads;
    }

    /** How much heap it is given. */
    public int heapMegabytes() {
        return heapMegabytes;
    }

    /** How much of it is for what is thrown away soon. */
    public int youngMegabytes() {
        return youngMegabytes;
    }

    /** How much of it there is at the start. */
    public int firstHeapMegabytes() {
        return youngMegabytes + youngMegabytes / 2;
    }
}
