package dev.crosscheck.pricing.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.event.Encoded;
import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.kit.inbox.Inbox;
import dev.crosscheck.kit.intake.ItemResult;
import dev.crosscheck.local.ServiceDatabase;
import dev.crosscheck.local.test.TestInfrastructure;
import dev.crosscheck.pricing.TestClock;
import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The service on a database of its own, without its server: nothing reads topics and nothing is sent,
 * so that what it would send can be looked at.
 */
final class Pricing implements AutoCloseable {

    private static final List<String> TABLES = List.of(
            "provider, provider_report, provider_history, known_model, model_alias, waiting_update",
            "quote, quote_history, quote_sighting, price_sheet",
            "quote_review, withdrawal, withdrawn_update, quarantined_quote",
            "inbox, batch_outcome, outbox, dead_letter");

    private final ServiceDatabase database;
    final ApplicationContext context;
    final DSLContext dsl;
    final PriceUpdates updates;
    final CatalogModels models;
    final Inbox inbox;
    private int lastId;

    private Pricing(ServiceDatabase database, ApplicationContext context) {
        this.database = database;
        this.context = context;
        this.dsl = context.getBean(DSLContext.class);
        this.updates = context.getBean(PriceUpdates.class);
        this.models = context.getBean(CatalogModels.class);
        this.inbox = context.getBean(Inbox.class);
    }

    static Pricing start() {
        ServiceDatabase database = TestInfrastructure.shared().newServiceDatabase("pricing");
        return new Pricing(database, ApplicationContext.run(properties(database)));
    }

    static Map<String, Object> properties(ServiceDatabase database) {
        Map<String, Object> properties = new HashMap<>(database.properties());
        properties.put(
                "crosscheck.kafka.bootstrap-servers",
                TestInfrastructure.shared().kafka().bootstrapServers());
        properties.put("crosscheck.sources.kinds.acme-list", "provider-list");
        properties.put("crosscheck.sources.kinds.reseller", "aggregator");
        return properties;
    }

    /** Forgets everything. */
    void reset() {
        asOwner("truncate " + String.join(", ", TABLES) + " restart identity");
    }

    /** Takes events in, in one transaction, each with a new id. */
    List<ItemResult> take(Object... events) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Object event : events) {
            records.add(record("e" + ++lastId, null, event));
        }
        return takeRecords(records);
    }

    List<ItemResult> takeRecords(List<ConsumerRecord<byte[], byte[]>> records) {
        return dsl.transactionResult(tx -> updates.take(tx.dsl(), records));
    }

    /** Learns of models, in one transaction. */
    void learn(ModelState... states) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (ModelState state : states) {
            records.add(record("state-" + ++lastId, null, state));
        }
        dsl.transaction(tx -> models.handle(tx.dsl(), records));
    }

    static ConsumerRecord<byte[], byte[]> record(String id, @Nullable String batch, Object event) {
        Object body = event instanceof Events.Price price ? price.event() : event;
        Encoded encoded =
                EventCodec.encode(EventMeta.of(id, "/test", TestClock.NOW).inBatch(batch), body);
        ProducerRecord<byte[], byte[]> sent = encoded.toRecord();
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value());
        sent.headers().forEach(record.headers()::add);
        return record;
    }

    /** An event whose body is whatever it is given. */
    static ConsumerRecord<byte[], byte[]> raw(String id, String type, String body) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(Topics.PRICE_UPDATES, 0, 0, "large-2".getBytes(UTF_8), body.getBytes(UTF_8));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id,
                        "ce_source",
                        "/test",
                        "ce_type",
                        type,
                        "ce_time",
                        TestClock.NOW.toString(),
                        "content-type",
                        "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }

    PriceSheet sheet(String model) {
        return dsl.select(DSL.field("revision", Long.class), DSL.field("offers", String.class))
                .from("price_sheet")
                .where(DSL.field("model_id", String.class).eq(model))
                .fetchOptional(row -> new PriceSheet(
                        model,
                        row.value1(),
                        List.of(EventJson.read(row.value2().getBytes(UTF_8), PriceSheet.Offer[].class))))
                .orElseThrow(() -> new AssertionError("no sheet of " + model));
    }

    /** What would be sent: sheets by model. */
    Map<String, PriceSheet> outgoing() {
        Map<String, PriceSheet> sheets = new HashMap<>();
        dsl.select(DSL.field("value", byte[].class))
                .from("outbox")
                .where(DSL.field("topic", String.class).eq(Topics.PRICE_SHEETS))
                .forEach(row -> {
                    PriceSheet sheet = EventJson.read(row.value1(), PriceSheet.class);
                    sheets.put(sheet.model(), sheet);
                });
        return sheets;
    }

    /** As if everything had been sent. */
    void sent() {
        dsl.deleteFrom(DSL.table("outbox")).execute();
    }

    int rows(String table) {
        return dsl.fetchCount(DSL.table(table));
    }

    List<String> kinds() {
        return dsl.select(DSL.field("kind", String.class))
                .from("quote_history")
                .orderBy(DSL.field("id"))
                .fetch(row -> row.value1());
    }

    void asOwner(String statement) {
        try (Connection owner = DriverManager.getConnection(
                        database.url(), database.ownerUsername(), database.ownerPassword());
                Statement sql = owner.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
