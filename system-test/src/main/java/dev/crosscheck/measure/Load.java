package dev.crosscheck.measure;

import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.ReportedRate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.local.RunningSystem;
import dev.crosscheck.local.Service;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes made-up models and prices. No price comes twice. */
final class Load implements AutoCloseable {

    private static final Source SOURCE = new Source("measurement", "Measurement", null);
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(10);
    private static final int PROVIDERS = 3;

    /** Kept: making one for each question would burden the server that is measured. */
    private final Connection connection;

    private final Producer<byte[], byte[]> producer;
    private int priced;

    Load(RunningSystem system) throws SQLException {
        connection = system.postgres().server().connect(Service.COMPARISON.id());
        producer = producer(system.kafka().bootstrapServers());
    }

    /** As the services configure theirs, and the baseline its own. */
    static Producer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    static String model(int number) {
        return String.format("measured-%04d", number);
    }

    /** Publishes the models with a few offers each, and returns when all their pages are stored. */
    void publishModels(int models) {
        for (int number = 0; number < models; number++) {
            send("model-" + number, report(number));
        }
        for (int provider = 0; provider < PROVIDERS; provider++) {
            for (int number = 0; number < models; number++) {
                publishPrice(number, provider);
            }
        }
        awaitPages((long) models * (models - 1) / 2);
        awaitSettled();
    }

    /** Publishes a new price. @return it, as a page shows it, without the currency */
    String publishPrice(int model, int provider) {
        priced++;
        // Below a dollar and above a cent, so that each of them is shown with all its digits.
        String input = BigDecimal.valueOf(100_000 + priced % 800_000, 6)
                .stripTrailingZeros()
                .toPlainString();
        send(
                "price-" + priced,
                new PriceReported(
                        model(model),
                        "measured-provider-" + provider,
                        "",
                        Terms.PRICED,
                        "USD",
                        PriceUnit.USD_PER_MILLION_TOKENS,
                        List.of(
                                new ReportedRate(Component.INPUT, new BigDecimal(input), null, null, null),
                                new ReportedRate(Component.OUTPUT, new BigDecimal("2.5"), null, null, null)),
                        RouteFacts.NONE,
                        RouteStatus.LIVE,
                        SOURCE,
                        START.plusSeconds(priced),
                        null,
                        false));
        return input;
    }

    /** Returns when no stored page is older than its facts and everything sent has been read. */
    void awaitSettled() {
        Instant latest = Instant.now().plus(SETTLED_WITHIN);
        while (!isSettled()) {
            if (Instant.now().isAfter(latest)) {
                throw new IllegalStateException("pages: not settled (expected: within " + SETTLED_WITHIN + ")");
            }
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }

    /** Whether the pages made from what comparison-service has heard are stored. Asked often: one short query. */
    boolean isSettled() {
        return number("select count(*) from dirty_model") == 0;
    }

    private void awaitPages(long pages) {
        Instant latest = Instant.now().plus(SETTLED_WITHIN);
        while (number("select count(*) from page") < pages) {
            if (Instant.now().isAfter(latest)) {
                throw new IllegalStateException("pages: fewer than " + pages + " after " + SETTLED_WITHIN);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** The one number of a query on the pages' database. */
    long number(String query) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException exception) {
            throw new IllegalStateException(query, exception);
        }
    }

    @Override
    public void close() throws SQLException {
        producer.close();
        connection.close();
    }

    private void send(String id, Object body) {
        producer.send(EventCodec.encode(EventMeta.of("measure-" + id, "/measure", Instant.now()), body)
                .toRecord());
    }

    private static ModelReported report(int number) {
        return new ModelReported(
                model(number),
                SOURCE,
                START,
                null,
                false,
                Map.of(
                        ModelField.NAME,
                        "Measured " + number,
                        ModelField.MAKER,
                        "Acme " + number % 20,
                        ModelField.RELEASED,
                        "2025-0" + (1 + number % 9),
                        ModelField.CONTEXT_TOKENS,
                        Integer.toString(8_192 << (number % 6)),
                        ModelField.PARAMETERS,
                        Long.toString(1_000_000_000L * (1 + number % 70)),
                        ModelField.FUNCTION_CALLING,
                        Boolean.toString(number % 2 == 0)),
                List.of());
    }
}
