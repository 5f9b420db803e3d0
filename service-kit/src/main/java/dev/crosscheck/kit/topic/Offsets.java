package dev.crosscheck.kit.topic;

import static dev.crosscheck.kit.database.Prepared.place;
import static dev.crosscheck.kit.db.Tables.KAFKA_OFFSET;

import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.database.Prepared;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** How far a group has come, in PostgreSQL. */
final class Offsets {

    private static final Prepared BEGIN = Prepared.statement(DSL.insertInto(KAFKA_OFFSET)
            .set(KAFKA_OFFSET.READER_GROUP, place(KAFKA_OFFSET.READER_GROUP))
            .set(KAFKA_OFFSET.TOPIC, place(KAFKA_OFFSET.TOPIC))
            .set(KAFKA_OFFSET.PARTITION, place(KAFKA_OFFSET.PARTITION))
            .set(KAFKA_OFFSET.NEXT_OFFSET, place(KAFKA_OFFSET.NEXT_OFFSET))
            .onConflictDoNothing());

    private static final Prepared MOVE = Prepared.statement(DSL.update(KAFKA_OFFSET)
            .set(KAFKA_OFFSET.NEXT_OFFSET, place(KAFKA_OFFSET.NEXT_OFFSET))
            .where(KAFKA_OFFSET.READER_GROUP.eq(place(KAFKA_OFFSET.READER_GROUP)))
            .and(KAFKA_OFFSET.TOPIC.eq(place(KAFKA_OFFSET.TOPIC)))
            .and(KAFKA_OFFSET.PARTITION.eq(place(KAFKA_OFFSET.PARTITION)))
            .and(KAFKA_OFFSET.NEXT_OFFSET.eq(place(KAFKA_OFFSET.NEXT_OFFSET))));

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
        advance(pipeline, expected, next);
        pipeline.flush();
    }

    /** {@link #advance(DSLContext, Map, Map)} with the next statements. */
    void advance(Pipeline tx, Map<TopicPartition, Long> expected, Map<TopicPartition, Long> next) {
        next.forEach((partition, offset) -> advance(tx, partition, expected.get(partition), offset));
    }

    /**
     * Those of the partitions whose place belongs to another topic of the same name. Where nobody has said yet to which
     * it belongs, it is to the one that is there now.
     *
     * @param ids of the topics that are there now, by name; others are not looked at
     */
    Set<TopicPartition> ofOtherTopics(DSLContext tx, Collection<TopicPartition> partitions, Map<String, String> ids) {
        Set<TopicPartition> others = new HashSet<>();
        for (TopicPartition partition : partitions) {
            String now = ids.get(partition.topic());
            if (now == null) {
                continue;
            }
            String stored = tx.select(KAFKA_OFFSET.TOPIC_ID)
                    .from(KAFKA_OFFSET)
                    .where(isOf(partition))
                    .fetchOne(KAFKA_OFFSET.TOPIC_ID);
            if (stored == null) {
                belongTo(tx, partition, now);
            } else if (!stored.equals(now)) {
                others.add(partition);
            }
        }
        return others;
    }

    /** The place in the partition is one in this topic from now on; null for the one that is there at the next look. */
    void belongTo(DSLContext tx, TopicPartition partition, @Nullable String id) {
        tx.update(KAFKA_OFFSET)
                .set(KAFKA_OFFSET.TOPIC_ID, id)
                .where(isOf(partition))
                .execute();
    }

    private Condition isOf(TopicPartition partition) {
        return KAFKA_OFFSET
                .READER_GROUP
                .eq(group)
                .and(KAFKA_OFFSET.TOPIC.eq(partition.topic()))
                .and(KAFKA_OFFSET.PARTITION.eq(partition.partition()));
    }

    private void advance(Pipeline tx, TopicPartition partition, @Nullable Long expected, long next) {
        IntConsumer check = rows -> {
            if (rows != 1) {
                throw new FencedException(partition, expected);
            }
        };
        if (expected == null) {
            tx.run(BEGIN, check, group, partition.topic(), partition.partition(), next);
        } else {
            tx.run(MOVE, check, next, group, partition.topic(), partition.partition(), expected);
        }
    }
}
