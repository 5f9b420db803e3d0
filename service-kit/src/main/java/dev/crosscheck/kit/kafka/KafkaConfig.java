package dev.crosscheck.kit.kafka;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.MapFormat;
import io.micronaut.core.naming.conventions.StringConvention;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where Kafka is. Prefix: {@code crosscheck.kafka}.
 *
 * @param bootstrapServers {@code host:port}, with commas between
 * @param instanceId       a name of this process that outlives its restarts: with it, a process that was
 *     killed takes its partitions back at once. Two living processes of a service must not share it. Null
 *     for none: its partitions are then free after the session timeout
 * @param maxBatch         the most records that one transaction takes in
 * @param properties       further settings for every client, such as those of TLS and SASL
 */
@ConfigurationProperties("crosscheck.kafka")
public record KafkaConfig(
        String bootstrapServers,
        @Nullable String instanceId,
        @Bindable(defaultValue = "1000") int maxBatch,
        // Names with dots in them, as Kafka has them.
        @Nullable @MapFormat(keyFormat = StringConvention.RAW, transformation = MapFormat.MapTransformation.FLAT)
        Map<String, String> properties) {

    /** Of the further settings their names alone: some are passwords. */
    @Override
    public String toString() {
        return bootstrapServers + " " + (properties == null ? Set.of() : new TreeSet<>(properties.keySet()));
    }
}
