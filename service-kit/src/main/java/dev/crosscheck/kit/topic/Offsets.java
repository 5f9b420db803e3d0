package dev.crosscheck.kit.topic;

import static dev.crosscheck.kit.db.Tables.KAFKA_OFFSET;

import dev.crosscheck.kit.database.Pipeline;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jooq.DSLContext;
import org.jooq.RowCountQuery;
import org.jspecify.annotations.Nullable;

/** How far a group has come, in PostgreSQL. */
final class Offsets {

    private final String group;

    Offsets(String group) {
        this.group = group;
    }

    /** The next offset of each partition that has one. */
    Map<TopicPartition, Long> of(DSLContext dsl, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> stored = new HashMap<>();
        dsl.selectFrom(KAFKA_OFFSET).where(KAFKA_OFFSET.READER_GROUP.eq(group)).forEach(row -> {
            TopicPartition partition = new TopicPartition(row.getTopic(), row.getPartition());
            if (partitions.contains(partition)) {
                stored.put(partition, row.getNextOffset());
            }
        });
        return stored;
    }

    /**
     * Moves on from where this reader stands.
     *
     * @param expected where it stood when it read; a partition of which nothing was ever read is not in it
     * @param next     where it stands from now on
     * @throws FencedException if a partition has moved meanwhile: another reader owns it
     */
    void advance(DSLContext tx, Map<TopicPartition, Long> expected, Map<TopicPartition, Long> next) {
        Pipeline pipeline = Pipeline.of(tx);
        next.forEach((partition, offset) -> advance(pipeline, partition, expected.get(partition), offset));
        pipeline.flush();
    }

    private void advance(Pipeline tx, TopicPartition partition, @Nullable Long expected, long next) {
        RowCountQuery move = expected == null
                ? tx.dsl()
                        .insertInto(KAFKA_OFFSET)
                        .set(KAFKA_OFFSET.READER_GROUP, group)
                        .set(KAFKA_OFFSET.TOPIC, partition.topic())
                        .set(KAFKA_OFFSET.PARTITION, partition.partition())
                        .set(KAFKA_OFFSET.NEXT_OFFSET, next)
                        .onConflictDoNothing()
                : tx.dsl()
                        .update(KAFKA_OFFSET)
                        .set(KAFKA_OFFSET.NEXT_OFFSET, next)
                        .where(KAFKA_OFFSET.READER_GROUP.eq(group))
                        .and(KAFKA_OFFSET.TOPIC.eq(partition.topic()))
                        .and(KAFKA_OFFSET.PARTITION.eq(partition.partition()))
                        .and(KAFKA_OFFSET.NEXT_OFFSET.eq(expected));
        tx.run(move, rows -> {
            if (rows != 1) {
                throw new FencedException(partition, expected);
            }
        });
    }
}
