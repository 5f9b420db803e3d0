package dev.crosscheck.event;

import java.util.Set;

/**
 * What somebody may do with one topic, or as a member of one group.
 *
 * @param principal  as Kafka knows it: the user of a password, or the name of a certificate
 * @param resource   what {@code name} is the name of
 * @param name       in full; nobody is granted anything by the beginning of a name
 * @param operations all of them, also those that another one implies
 */
public record Grant(String principal, Resource resource, String name, Set<Operation> operations) {

    public Grant {
        operations = Set.copyOf(operations);
    }

    /** What can be granted. Nobody is granted anything on the cluster itself. */
    public enum Resource {
        TOPIC,
        GROUP
    }

    /** What can be done. Nobody may create, alter or delete. */
    public enum Operation {
        READ,
        WRITE,
        DESCRIBE
    }
}
