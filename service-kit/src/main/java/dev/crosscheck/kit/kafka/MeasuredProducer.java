package dev.crosscheck.kit.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer whose own figures are shown for as long as it is open. */
final class MeasuredProducer extends KafkaProducer<byte[], byte[]> {

    private final KafkaClientMetrics figures;

    @SuppressWarnings("this-escape") // They are asked of it later, when it is made.
    MeasuredProducer(Map<String, Object> settings, MeterRegistry meters) {
        super(settings, new ByteArraySerializer(), new ByteArraySerializer());
        figures = new KafkaClientMetrics(this);
        figures.bindTo(meters);
    }

    @Override
    public void close() {
        figures.close();
        super.close();
    }

    @Override
    public void close(Duration timeout) {
        figures.close();
        super.close(timeout);
    }
}
