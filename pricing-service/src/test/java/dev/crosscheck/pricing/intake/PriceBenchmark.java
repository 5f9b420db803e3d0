package dev.crosscheck.pricing.intake;

import static dev.crosscheck.pricing.intake.Events.MONDAY;
import static dev.crosscheck.pricing.intake.Events.model;
import static dev.crosscheck.pricing.intake.Events.price;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.RecordingState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What one ordinary new price costs, one after another: a real database, no broker and no relay.
 *
 * <pre>mvn -pl pricing-service -am test -Dtest=PriceBenchmark -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dcrosscheck.benchmark.prices=20000 -Dcrosscheck.benchmark.recording=$PWD/price.jfr</pre>
 *
 * <p>The second property, if it is there, says where to leave a recording of the Java machine. A third,
 * {@code crosscheck.benchmark.pause}, is milliseconds between one price and the next: with pauses, processors cool down
 * as they do between the events of a quiet day.
 */
class PriceBenchmark {

    private static final int MODELS = 500;
    private static final int ROUND = 1_000;
    private static final List<String> PROVIDERS = List.of("acme", "bolt", "cirrus", "delta");

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Test
    @EnabledIfSystemProperty(
            named = "crosscheck.benchmark.prices",
            matches = "[0-9]+",
            disabledReason = "a measurement of minutes, for a machine that does nothing else; it checks nothing")
    void run() throws Exception {
        int prices = Integer.getInteger("crosscheck.benchmark.prices");
        Duration pause = Duration.ofMillis(Integer.getInteger("crosscheck.benchmark.pause", 0));
        String recording = System.getProperty("crosscheck.benchmark.recording");
        try (Pricing pricing = Pricing.start();
                Recording profile = new Recording(Configuration.getConfiguration("profile"))) {
            for (int model = 0; model < MODELS; model++) {
                pricing.learn(model("large-" + model, 1));
            }
            for (int done = 0; done < prices; done += ROUND) {
                // What is compiled late is not what the service runs most of its life.
                if (recording != null && profile.getState() == RecordingState.NEW && done + ROUND > prices / 2) {
                    profile.start();
                }
                round(pricing, done, pause);
            }
            if (recording != null) {
                profile.dump(Path.of(recording));
            }
            assertThat(pricing.rows("quote_history")).isEqualTo((prices + ROUND - 1) / ROUND * ROUND);
        }
    }

    private void round(Pricing pricing, int done, Duration pause) {
        long[] took = new long[ROUND];
        long cpu = 0;
        for (int i = 0; i < ROUND; i++) {
            List<ConsumerRecord<byte[], byte[]>> records = List.of(next(done + i));
            LockSupport.parkNanos(pause.toNanos());
            long cpuBefore = threads.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            pricing.takeRecords(records);
            took[i] = System.nanoTime() - start;
            cpu += threads.getCurrentThreadCpuTime() - cpuBefore;
        }
        pricing.sent();
        Arrays.sort(took);
        System.out.printf(
                Locale.ROOT,
                "after %,d: p50 %,d us, p90 %,d us, processor %,d us a price%n",
                done + ROUND,
                took[ROUND / 2] / 1_000,
                took[ROUND * 9 / 10] / 1_000,
                cpu / ROUND / 1_000);
    }

    /** Each provider's price of each model in turn, a little dearer every time. */
    private static ConsumerRecord<byte[], byte[]> next(int place) {
        int turn = place / (MODELS * PROVIDERS.size());
        BigDecimal input = new BigDecimal("3").add(BigDecimal.valueOf(turn, 3));
        return Pricing.record(
                "price-" + place,
                null,
                price(input.toPlainString(), "15", MONDAY.plusSeconds(60L * turn))
                        .of("large-" + place % MODELS)
                        .by(PROVIDERS.get(place / MODELS % PROVIDERS.size())));
    }
}
