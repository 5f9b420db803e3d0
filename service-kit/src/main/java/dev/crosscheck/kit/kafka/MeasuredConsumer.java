package dev.crosscheck.kit.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer whose own figures are shown for as long as it is open. */
final class MeasuredConsumer extends KafkaConsumer<byte[], byte[]> {

    private final KafkaClientMetrics figures;

    @SuppressWarnings("this-escape") // They are asked of it later, when it is made.
    MeasuredConsumer(Map<String, Object> settings, MeterRegistry meters) {
        super(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        figures = new KafkaClientMetrics(this);
        figures.bindTo(meters);
    }

    @Override
    public void close() {
        figures.close();
        super.close();
    }

    @Override
    @Deprecated
    @SuppressWarnings("deprecation") // Whoever closes it by an older way closes the figures as well.
    public void close(Duration timeout) {
        figures.close();
        super.close(timeout);
    }

    @Override
    public void close(CloseOptions options) {
        figures.close();
        super.close(options);
    }
}
