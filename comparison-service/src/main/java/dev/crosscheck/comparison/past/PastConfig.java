package dev.crosscheck.comparison.past;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;

/** Where the histories are. */
@Singleton
final class PastConfig {

    private final URI catalog;
    private final URI pricing;
    private final Duration patience;

    /**
     * @param catalog  the address of the catalog service
     * @param pricing  the address of the pricing service
     * @param patience how long one answer of theirs may take
     */
    PastConfig(
            @Value("${crosscheck.catalog.url}") URI catalog,
            @Value("${crosscheck.pricing.url}") URI pricing,
            @Value("${crosscheck.past.patience:5s}") Duration patience) {
        this.catalog = catalog;
        this.pricing = pricing;
        this.patience = patience;
    }

    URI catalog() {
        return catalog;
    }

    URI pricing() {
        return pricing;
    }

    Duration patience() {
        return patience;
    }
}
