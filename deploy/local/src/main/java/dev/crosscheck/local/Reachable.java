package dev.crosscheck.local;

import java.net.URI;

/** PostgreSQL, Kafka and the three services, as they are reached from this machine, wherever they run. */
public interface Reachable {

    /** What users of the service call. */
    URI uri(Service service);

    /** The service's health and metrics. */
    URI managementUri(Service service);

    /** The databases, for whoever looks into them. */
    DatabaseServer databases();

    /** Kafka, for whoever may do everything. */
    Broker broker();

    /** Where a client of Kafka's connects that may do what it was granted. */
    String bootstrapServers();

    /** Tokens that the services believe. */
    LocalTokens tokens();
}
