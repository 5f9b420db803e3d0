package dev.crosscheck.event;

import static dev.crosscheck.event.Grant.Operation.DESCRIBE;
import static dev.crosscheck.event.Grant.Operation.READ;
import static dev.crosscheck.event.Grant.Operation.WRITE;
import static dev.crosscheck.event.Grant.Resource.GROUP;
import static dev.crosscheck.event.Grant.Resource.TOPIC;

import java.util.List;
import java.util.Set;

/**
 * Who may do what in Kafka: all of it, and nothing else is allowed to anybody.
 *
 * <p>Reading takes READ on the topic and on the group, though no service commits offsets to Kafka: the group shares out
 * the partitions. Writing takes WRITE on the topic, and so does writing idempotently, which is how all of them write.
 */
public final class Grants {

    public static final String CATALOG = "catalog-service";
    public static final String PRICING = "pricing-service";
    public static final String COMPARISON = "comparison-service";

    /** The publisher tool. What became of an update it asks over HTTP. */
    public static final String DATA_TEAM = "data-team";

    public static final List<String> PRINCIPALS = List.of(CATALOG, PRICING, COMPARISON, DATA_TEAM);

    /** The groups there are, by which the replicas of a service share topics. */
    public static final List<String> GROUPS =
            List.of("catalog-service", "pricing.price-updates", "pricing.models", "comparison-service");

    /** Every grant there is. */
    public static final List<Grant> ALL = List.of(
            reads(CATALOG, Topics.CATALOG_UPDATES),
            joins(CATALOG, "catalog-service"),
            writes(CATALOG, Topics.MODELS),
            writes(CATALOG, Topics.CATALOG_DEAD_LETTERS),
            // Two readers: one of updates, one of the models that they may speak of.
            reads(PRICING, Topics.PRICE_UPDATES),
            joins(PRICING, "pricing.price-updates"),
            reads(PRICING, Topics.MODELS),
            joins(PRICING, "pricing.models"),
            writes(PRICING, Topics.PRICE_SHEETS),
            writes(PRICING, Topics.PRICING_DEAD_LETTERS),
            reads(COMPARISON, Topics.MODELS),
            reads(COMPARISON, Topics.PRICE_SHEETS),
            joins(COMPARISON, "comparison-service"),
            writes(COMPARISON, Topics.PAGE_CHANGES),
            writes(COMPARISON, Topics.COMPARISON_DEAD_LETTERS),
            writes(DATA_TEAM, Topics.CATALOG_UPDATES),
            writes(DATA_TEAM, Topics.PRICE_UPDATES));

    /** Whether the principal may do it. */
    public static boolean allow(String principal, Grant.Resource resource, String name, Grant.Operation operation) {
        return ALL.stream()
                .anyMatch(grant -> grant.principal().equals(principal)
                        && grant.resource() == resource
                        && grant.name().equals(name)
                        && grant.operations().contains(operation));
    }

    private static Grant reads(String principal, String topic) {
        return new Grant(principal, TOPIC, topic, Set.of(READ, DESCRIBE));
    }

    private static Grant writes(String principal, String topic) {
        return new Grant(principal, TOPIC, topic, Set.of(WRITE, DESCRIBE));
    }

    private static Grant joins(String principal, String group) {
        return new Grant(principal, GROUP, group, Set.of(READ));
    }

    private Grants() {}
}
