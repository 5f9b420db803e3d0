package dev.crosscheck.comparison.change;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.comparison.PageChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A broker that refuses some of what the first producer sends, and takes everything of those after it. What is behind
 * a refused record comes to it nevertheless, unless the producer is closed by then: as it is with Kafka, when a record
 * has been waiting for too long.
 */
final class HalfTakingBroker implements Supplier<Producer<byte[], byte[]>> {

    private final int together;
    private final Map<Integer, RuntimeException> refused;
    private final List<Long> taken = new CopyOnWriteArrayList<>();
    private boolean isAsked;

    /**
     * @param together so many records are on their way when the first producer learns what became of any
     * @param refused  why, by the place among those of the first producer, from 1
     */
    HalfTakingBroker(int together, Map<Integer, RuntimeException> refused) {
        this.together = together;
        this.refused = refused;
    }

    @Override
    public Producer<byte[], byte[]> get() {
        boolean isFirst = !isAsked;
        isAsked = true;
        return isFirst ? new Sender(together, refused) : new Sender(1, Map.of());
    }

    /** The numbers of the changes that it took, in that order. */
    List<Long> taken() {
        return List.copyOf(taken);
    }

    private final class Sender extends MockProducer<byte[], byte[]> {

        private final int together;
        private final Map<Integer, RuntimeException> refused;
        private final List<ProducerRecord<byte[], byte[]>> underWay = new ArrayList<>();
        private int settled;

        Sender(int together, Map<Integer, RuntimeException> refused) {
            super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
            this.together = together;
            this.refused = refused;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            Future<RecordMetadata> sent = super.send(record, callback);
            underWay.add(record);
            if (underWay.size() == together) {
                underWay.forEach(this::settle);
                underWay.clear();
            }
            return sent;
        }

        private void settle(ProducerRecord<byte[], byte[]> record) {
            RuntimeException refusal = refused.get(++settled);
            if (refusal != null) {
                errorNext(refusal);
            } else if (closed()) {
                errorNext(new KafkaException("closed forcefully"));
            } else {
                taken.add(EventJson.MAPPER
                        .readValue(record.value(), PageChanged.class)
                        .change());
                completeNext();
            }
        }
    }
}
