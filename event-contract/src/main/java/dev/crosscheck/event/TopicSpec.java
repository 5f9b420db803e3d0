package dev.crosscheck.event;

/**
 * How the broker keeps a topic.
 *
 * @param name    as in {@link Topics}
 * @param keeping what happens to old records
 */
public record TopicSpec(String name, Keeping keeping) {

    /** Enough to share work among a few replicas; a topic's keys stay in order within a partition. */
    public static final int PARTITIONS = 6;

    /** What happens to old records. */
    public enum Keeping {
        /** The last record of each key stays for ever. */
        COMPACTED,
        /** Every record stays for {@link #RETENTION_DAYS} days. */
        RETAINED
    }

    public static final int RETENTION_DAYS = 30;
}
