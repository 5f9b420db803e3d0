package dev.crosscheck.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.Received;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.comparison.PageChanged;
import dev.crosscheck.event.comparison.PageChanged.Difference;
import dev.crosscheck.local.Service;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the topic tells of changes of pages, read whole and held against what the table has of them. */
final class ToldChanges {

    private static final int PATIENCE = 120;

    private final Map<Long, PageChanged> recorded;
    private final Map<List<String>, Optional<String>> recordedEnd;

    private final Map<Long, Telling> first = new HashMap<>();
    private final Map<String, Newest> newest = new HashMap<>();
    private final Map<List<String>, Optional<String>> toldEnd = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    private int repeats;

    /** An event as it was sent. */
    private record Telling(EventMeta meta, ByteBuffer body) {}

    /** The newest change of a page that was told so far, and where. */
    private record Newest(long change, int partition) {}

    private ToldChanges(Map<Long, PageChanged> recorded, Map<List<String>, Optional<String>> recordedEnd) {
        this.recorded = recorded;
        this.recordedEnd = recordedEnd;
    }

    /** Reads both; to be called when all is quiet. */
    static ToldChanges of(CrosscheckSystem system) {
        ToldChanges changes = new ToldChanges(recorded(system), recordedEnd(system));
        changes.readTopic(system.processes().kafka().bootstrapServers());
        return changes;
    }

    /**
     * Every change was told, as it was recorded, and nothing else was; a page's in their order, leaving repeats aside.
     * A repeat is the same event. So whoever follows the topic and goes by the numbers ends where the table does.
     */
    ToldChanges assertAsRecorded() {
        assertThat(wrong).as("tellings that are not what was recorded").isEmpty();
        assertThat(first.keySet()).as("changes told").isEqualTo(recorded.keySet());
        assertThat(toldEnd).as("what pages came to, by the topic").isEqualTo(recordedEnd);
        return this;
    }

    /** @param most tellings beyond the first of each change */
    ToldChanges assertRepeatedAtMost(int most) {
        assertThat(repeats).as("repeated tellings").isLessThanOrEqualTo(most);
        return this;
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        Received received = EventCodec.decode(record, Instant.now());
        PageChanged change = (PageChanged) received.body();
        Telling telling = new Telling(received.meta(), ByteBuffer.wrap(record.value()));
        Telling before = first.putIfAbsent(change.change(), telling);
        if (!change.equals(recorded.get(change.change()))) {
            wrong.add("told " + change + " (expected: " + recorded.get(change.change()) + ")");
        }
        if (before == null) {
            takeFirst(change, record.partition());
        } else {
            repeats++;
            if (!telling.equals(before)) {
                wrong.add("told again " + telling.meta() + " " + change + " (expected: as " + before.meta() + ")");
            }
        }
    }

    private void takeFirst(PageChanged change, int partition) {
        Newest before = newest.put(change.key(), new Newest(change.change(), partition));
        if (before != null && (before.change() > change.change() || before.partition() != partition)) {
            wrong.add(change.key() + ": told " + newest.get(change.key()) + " after " + before
                    + " (expected: a higher change, in the same partition)");
        }
        for (Difference difference : change.changes()) {
            toldEnd.put(List.of(change.key(), difference.what()), Optional.ofNullable(difference.after()));
        }
    }

    private void readTopic(String bootstrapServers) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false);
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.PAGE_CHANGES).stream()
                    .map(info -> new TopicPartition(Topics.PAGE_CHANGES, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            int polledInVain = 0;
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                int before = first.size() + repeats;
                consumer.poll(Duration.ofSeconds(1)).forEach(this::take);
                polledInVain = first.size() + repeats == before ? polledInVain + 1 : 0;
                assertThat(polledInVain)
                        .as("seconds without anything new from " + Topics.PAGE_CHANGES)
                        .isLessThan(PATIENCE);
            }
        }
    }

    private static Map<Long, PageChanged> recorded(CrosscheckSystem system) {
        Map<Long, PageChanged> recorded = new HashMap<>();
        for (List<Object> row : system.query(Service.COMPARISON, """
                select change, json_build_object('change', change, 'first', first_id, 'second', second_id,
                                                 'changes', changes, 'causes', causes, 'corrections', corrections,
                                                 'at', changed_at)::text
                from page_change""")) {
            recorded.put((Long) row.get(0), EventJson.MAPPER.readValue((String) row.get(1), PageChanged.class));
        }
        return recorded;
    }

    /** What the table says last of each thing on each page. */
    private static Map<List<String>, Optional<String>> recordedEnd(CrosscheckSystem system) {
        Map<List<String>, Optional<String>> end = new HashMap<>();
        for (List<Object> row : system.query(Service.COMPARISON, """
                select distinct on (first_id, second_id, what)
                       first_id || '/' || second_id, difference ->> 'what' as what, difference ->> 'after'
                from page_change, jsonb_array_elements(changes) as difference
                order by first_id, second_id, what, change desc""")) {
            end.put(List.of((String) row.get(0), (String) row.get(1)), Optional.ofNullable((String) row.get(2)));
        }
        return end;
    }
}
