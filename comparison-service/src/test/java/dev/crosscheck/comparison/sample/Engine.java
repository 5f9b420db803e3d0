package dev.crosscheck.comparison.sample;

import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.comparison.pagestore.PageStore;
import dev.crosscheck.comparison.pagestore.StoredPage;
import dev.crosscheck.comparison.refresh.Refresher;
import dev.crosscheck.event.Encoded;
import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.Topics;
import dev.crosscheck.kit.topic.TopicHandler;
import dev.crosscheck.local.ServiceDatabase;
import dev.crosscheck.local.test.TestInfrastructure;
import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * A comparison service without its edges: a real database, no broker, no HTTP. Records are handed to the
 * intake as its reader would, and the refresher runs when a test says so.
 */
public final class Engine implements AutoCloseable {

    private final ServiceDatabase database;
    private final ApplicationContext context;
    private long offset;

    public static Engine start() {
        return new Engine(TestInfrastructure.shared().newServiceDatabase("comparison"), false);
    }

    /** With simple pages, and a broker that has every topic. */
    public static Engine startWithKafka() {
        TestInfrastructure.shared().kafka().createTopics(Topics.ALL);
        return new Engine(TestInfrastructure.shared().newServiceDatabase("comparison"), kafka());
    }

    /** Another replica on the same database, with a broker, though this one may have none. */
    public Engine anotherWithKafka() {
        TestInfrastructure.shared().kafka().createTopics(Topics.ALL);
        return new Engine(database, kafka());
    }

    private static Map<String, Object> kafka() {
        return Map.of(
                "test.simple-pages",
                true,
                "crosscheck.kafka.bootstrap-servers",
                TestInfrastructure.shared().kafka().bootstrapServers());
    }

    /** With the pages that readers see, refreshed in chunks as a running service does. */
    public static Engine startWithRealPages() {
        return new Engine(TestInfrastructure.shared().newServiceDatabase("comparison"), Map.of());
    }

    /** Another replica on the same database, or the same one after a restart. */
    public Engine another() {
        return new Engine(database, false);
    }

    /** Another replica that refreshes by itself. */
    public Engine anotherThatRefreshes() {
        return new Engine(database, true);
    }

    /** Another replica on the same database, with these settings. */
    public Engine another(Map<String, Object> settings) {
        Map<String, Object> all =
                new HashMap<>(Map.of("test.simple-pages", true, "crosscheck.refresh.pages-per-chunk", 5));
        all.putAll(settings);
        return new Engine(database, all);
    }

    private Engine(ServiceDatabase database, boolean refreshes) {
        this(
                database,
                Map.of(
                        "test.simple-pages",
                        true,
                        "crosscheck.refresh.enabled",
                        refreshes,
                        "crosscheck.refresh.pages-per-chunk",
                        5));
    }

    private Engine(ServiceDatabase database, Map<String, Object> settings) {
        this.database = database;
        Map<String, Object> properties = new HashMap<>(database.properties());
        properties.put("crosscheck.refresh.enabled", false);
        properties.put("crosscheck.refresh.threads", 2);
        properties.put("crosscheck.kafka.bootstrap-servers", "nowhere.invalid:9092");
        properties.putAll(settings);
        context = ApplicationContext.run(properties);
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    public DSLContext dsl() {
        return get(DSLContext.class);
    }

    /** A connection of the role that may drop and truncate. */
    public void asOwner(String sql) {
        DSL.using(database.url(), database.ownerUsername(), database.ownerPassword())
                .execute(sql);
    }

    /** Takes states in, all in one transaction. */
    public void hear(Object... states) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        Arrays.stream(states).map(this::record).forEach(records::add);
        take(records);
    }

    public void take(List<ConsumerRecord<byte[], byte[]>> records) {
        TopicHandler intake = get(TopicHandler.class);
        dsl().transaction(tx -> intake.handle(tx.dsl(), records));
        intake.afterCommit();
    }

    private ConsumerRecord<byte[], byte[]> record(Object state) {
        EventMeta meta = EventMeta.of("event-" + offset, "/test", Samples.MONDAY);
        Encoded encoded = EventCodec.encode(meta, state);
        ProducerRecord<byte[], byte[]> sent = encoded.toRecord();
        return record(encoded.topic(), encoded.key(), encoded.value(), sent.headers());
    }

    public ConsumerRecord<byte[], byte[]> record(String topic, byte[] key, byte[] value, Headers headers) {
        return new ConsumerRecord<>(
                topic, 0, offset++, 0, TimestampType.CREATE_TIME, 0, 0, key, value, headers, Optional.empty());
    }

    /** Works off every mark. */
    public int refresh() {
        return get(Refresher.class).refresh();
    }

    public KnownModel known(String model) {
        return get(FactView.class).find(model).orElseThrow();
    }

    public Profile profile(String model) {
        return known(model).profile();
    }

    public StoredPage stored(String first, String second) {
        return get(PageStore.class).find(dsl(), new PageKey(first, second)).orElseThrow();
    }

    @Override
    public void close() {
        context.close();
    }
}
