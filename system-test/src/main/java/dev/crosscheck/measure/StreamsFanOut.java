package dev.crosscheck.measure;

import dev.crosscheck.event.TopicSpec;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Produced;

/**
 * What a team with Kafka and no database would build: a Kafka Streams application, in a process of its own, that joins a
 * table of pairs with a table of models twice by foreign key, and writes a decision for each pair that a model touches.
 */
final class StreamsFanOut {

    static final String MODELS = "measure.streams-models";
    static final String PAIRS = "measure.streams-pairs";
    static final String DECISIONS = "measure.streams-decisions";
    static final List<TopicSpec> TOPICS = List.of(
            new TopicSpec(MODELS, TopicSpec.Keeping.COMPACTED),
            new TopicSpec(PAIRS, TopicSpec.Keeping.COMPACTED),
            new TopicSpec(DECISIONS, TopicSpec.Keeping.COMPACTED));

    /** Between the parts of a value. */
    static final char MARK = '|';

    /** What it says when it runs. */
    static final String RUNNING = "running";

    static final String SETTINGS = "processing.guarantee exactly_once_v2, commit.interval.ms 100 (its default with that"
            + " guarantee), num.stream.threads 2, statestore.cache.max.bytes 64 MB, RocksDB, producers with linger.ms 0,"
            + " 6 partitions";

    /** @param arguments the brokers, and a folder for its state */
    public static void main(String[] arguments) throws InterruptedException {
        StreamsBuilder builder = new StreamsBuilder();
        join(builder);
        KafkaStreams streams = new KafkaStreams(builder.build(), settings(arguments[0], arguments[1]));
        CountDownLatch running = new CountDownLatch(1);
        streams.setStateListener((now, _) -> {
            if (now == KafkaStreams.State.RUNNING) {
                running.countDown();
            }
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> streams.close(Duration.ofSeconds(10)), "streams-stop"));
        streams.start();
        running.await();
        System.out.println(RUNNING);
    }

    /** A pair is {@code first|second}; a model {@code change|input|output|context|score}. */
    private static void join(StreamsBuilder builder) {
        KTable<String, String> models = builder.table(MODELS, Consumed.with(Serdes.String(), Serdes.String()));
        KTable<String, String> pairs = builder.table(PAIRS, Consumed.with(Serdes.String(), Serdes.String()));
        pairs.join(models, StreamsFanOut::first, (pair, first) -> second(pair) + MARK + first)
                .join(models, StreamsFanOut::first, StreamsFanOut::decision)
                .toStream()
                .to(DECISIONS, Produced.with(Serdes.String(), Serdes.String()));
    }

    private static String first(String value) {
        return value.substring(0, value.indexOf(MARK));
    }

    private static String second(String value) {
        return value.substring(value.indexOf(MARK) + 1);
    }

    /**
     * The columns that decide: who is cheaper, by how much, whose context is longer, who leads.
     *
     * @param half   id of the second model, then the first model
     * @param second the second model
     * @return the newer of the two changes, then the columns
     */
    static String decision(String half, String second) {
        String[] a = half.substring(half.indexOf(MARK) + 1).split("\\|", -1);
        String[] b = second.split("\\|", -1);
        long change = Math.max(Long.parseLong(a[0]), Long.parseLong(b[0]));
        double input = Double.parseDouble(a[1]) - Double.parseDouble(b[1]);
        double output = Double.parseDouble(a[2]) - Double.parseDouble(b[2]);
        long context = Long.parseLong(a[3]) - Long.parseLong(b[3]);
        double score = Double.parseDouble(a[4]) - Double.parseDouble(b[4]);
        return String.valueOf(change)
                + MARK
                + (output < 0 ? 1 : 2)
                + MARK
                + output
                + MARK
                + (800 * input + 250 * output)
                + MARK
                + (0.7 * input + 0.3 * output)
                + MARK
                + (context > 0 ? 1 : 2)
                + MARK
                + (score > 0 ? 1 : 2)
                + MARK
                + score;
    }

    private static Properties settings(String brokers, String folder) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "measure-streams");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 2);
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 64L * 1024 * 1024);
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        return settings;
    }

    private StreamsFanOut() {}
}
