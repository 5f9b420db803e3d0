package dev.crosscheck.pricing.intake;

import static dev.crosscheck.pricing.intake.Events.MONDAY;
import static dev.crosscheck.pricing.intake.Events.model;
import static dev.crosscheck.pricing.intake.Events.price;
import static dev.crosscheck.pricing.intake.Events.provider;
import static dev.crosscheck.pricing.intake.Events.reject;
import static dev.crosscheck.pricing.intake.Events.release;
import static dev.crosscheck.pricing.intake.Events.withdraw;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.pricing.intake.Events.Price;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same events, in any order, in any batches, and any of them again: the same offers, and each
 * event in the history once at most. Two routes and four sources that contradict one another, corrections, retirements, mistaken units, prices out of
 * line, reviews, withdrawals, providers and models that become known on the way are all among them.
 */
class AnyOrderTest {

    private static final int ORDERS_PER_SEED = 6;
    private static final String SPELLING = "Acme/Small-1";

    private static Pricing pricing;

    @BeforeAll
    static void start() {
        pricing = Pricing.start();
    }

    @AfterAll
    static void stop() {
        pricing.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
    void anyOrderAndAnyRepetitionGiveTheSameOffers(long seed) {
        Random random = new Random(seed);
        List<ConsumerRecord<byte[], byte[]>> events = events(random);
        Map<String, List<PriceSheet.Offer>> inOrder = offersAfter(events, 0, random);

        for (int order = 0; order < ORDERS_PER_SEED; order++) {
            List<ConsumerRecord<byte[], byte[]>> disordered = new ArrayList<>(events);
            for (int repeats = random.nextInt(events.size()); repeats > 0; repeats--) {
                disordered.add(events.get(random.nextInt(events.size())));
            }
            Collections.shuffle(disordered, random);

            assertThat(offersAfter(disordered, random.nextInt(disordered.size()), random))
                    .isEqualTo(inOrder);
            assertThat(pricing.dsl.fetchValue("select count(*) = count(distinct event_id) from quote_history"))
                    .isEqualTo(true);
            assertThat(pricing.rows("waiting_update")).isZero();
        }
    }

    /** @param learnAt how many events come before the catalog's models */
    private static Map<String, List<PriceSheet.Offer>> offersAfter(
            List<ConsumerRecord<byte[], byte[]>> events, int learnAt, Random random) {
        pricing.reset();
        takeInBatches(events.subList(0, learnAt), random);
        pricing.learn(model("large-2", 1), model("small-1", 1, new ModelAlias("reseller", SPELLING)));
        takeInBatches(events.subList(learnAt, events.size()), random);
        Map<String, List<PriceSheet.Offer>> offers = new HashMap<>();
        pricing.outgoing().forEach((id, sheet) -> offers.put(id, sheet.offers()));
        return offers;
    }

    private static void takeInBatches(List<ConsumerRecord<byte[], byte[]>> events, Random random) {
        int from = 0;
        while (from < events.size()) {
            int until = Math.min(events.size(), from + 1 + random.nextInt(8));
            pricing.takeRecords(events.subList(from, until));
            from = until;
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> events(Random random) {
        List<ConsumerRecord<byte[], byte[]>> events = new ArrayList<>();
        int count = 10 + random.nextInt(30);
        for (int i = 0; i < count; i++) {
            Instant observedAt = MONDAY.plus(Duration.ofHours(i));
            events.add(Pricing.record("e" + i, null, event(random, observedAt)));
        }
        return events;
    }

    private static Object event(Random random, Instant observedAt) {
        String of = "e" + random.nextInt(40);
        switch (random.nextInt(16)) {
            case 0 -> {
                return release(of, observedAt);
            }
            case 1 -> {
                return reject(of, observedAt);
            }
            case 2 -> {
                return withdraw(observedAt, of, "e" + random.nextInt(40));
            }
            default -> {
                return quote(random, observedAt);
            }
        }
    }

    private static Object quote(Random random, Instant observedAt) {
        String by = List.of("acme", "bolt", "coil", "dyno").get(random.nextInt(4));
        if (random.nextInt(8) == 0) {
            String name = "Name " + random.nextInt(3);
            return provider(by, name, ProviderKind.HOST, observedAt, random.nextBoolean() ? "acme-list" : "reseller");
        }
        Price price = price(input(random), "9", observedAt).by(by);
        price = switch (random.nextInt(6)) {
            case 0 -> price.says("reseller").of(random.nextBoolean() ? SPELLING : "large-2");
            case 1 -> price.says("data-team");
            case 2 -> price.says("catalogue");
            default -> price;
        };
        if (random.nextInt(4) == 0) {
            price = price.on("fast");
        }
        return switch (random.nextInt(8)) {
            case 3 -> price.held("one of very many");
            case 0 -> price.correcting();
            case 1 -> price.correcting().since(MONDAY.minus(Duration.ofDays(1 + random.nextInt(2))));
            case 2 -> price.gone();
            default -> price;
        };
    }

    /**
     * Mostly ordinary; some of another unit, some free of charge, some that only other providers or other sources
     * can tell wrong.
     */
    private static String input(Random random) {
        return switch (random.nextInt(11)) {
            case 0 -> "2000000";
            case 1 -> "0.000002";
            case 2 -> "0";
            case 3 -> "90";
            case 4 -> "24";
            default -> String.valueOf(1 + random.nextInt(3));
        };
    }
}
