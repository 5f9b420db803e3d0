package dev.crosscheck.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.Encoded;
import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.pricing.PriceReported;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    @Test
    void servicesWouldTakeEveryEvent() throws InvalidEventException {
        for (Catalogue.Item item : items(60)) {
            EventMeta meta = EventMeta.of(item.id(), "/measure", Catalogue.START);

            assertThat(EventCodec.decode(received(EventCodec.encode(meta, item.body())), Catalogue.START.plusSeconds(1))
                            .body())
                    .isEqualTo(item.body());
        }
    }

    @Test
    void everyEventHasAnIdOfItsOwn() {
        assertThat(items(300)).extracting(Catalogue.Item::id).doesNotHaveDuplicates();
    }

    @Test
    void sameNumberIsTheSameModelEveryTime() {
        assertThat(items(20)).isEqualTo(items(20));
        assertThat(Catalogue.facts(1)).isNotEqualTo(Catalogue.facts(2));
    }

    @Test
    void offersAreOfDifferentProvidersAndWithinWhatIsTrusted() {
        for (int model = 0; model < 500; model++) {
            List<PriceReported> offers = Catalogue.offers(model).stream()
                    .map(item -> (PriceReported) item.body())
                    .toList();

            assertThat(offers)
                    .hasSizeBetween(2, 6)
                    .extracting(PriceReported::provider)
                    .doesNotHaveDuplicates();
            BigDecimal usual = Catalogue.usualInput(model);
            assertThat(offers)
                    .extracting(offer -> offer.rates().getFirst().amount())
                    .allSatisfy(input -> assertThat(input).isBetween(usual, usual.multiply(BigDecimal.TWO)));
        }
    }

    @Test
    void changedPricesOfAModelAreAllDifferentAndBelowAllOthers() {
        Set<BigDecimal> seen = new HashSet<>();
        for (int change = 0; change < 90_000; change++) {
            BigDecimal price = Catalogue.changedInput(7, change);

            assertThat(seen.add(price.stripTrailingZeros()))
                    .as("%s is new", price)
                    .isTrue();
            assertThat(price.stripTrailingZeros().scale()).isEqualTo(6);
        }
        assertThat(seen).allMatch(price -> price.compareTo(Catalogue.usualInput(7)) < 0);
    }

    /** As a reader of the topic gets it. */
    private static ConsumerRecord<byte[], byte[]> received(Encoded event) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(event.topic(), 0, 0, event.key(), event.value());
        event.headers().forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return record;
    }

    private static List<Catalogue.Item> items(int models) {
        List<Catalogue.Item> items = new ArrayList<>(Catalogue.definitions());
        for (int model = 0; model < models; model++) {
            items.addAll(Catalogue.facts(model));
            items.addAll(Catalogue.offers(model));
        }
        return items;
    }
}
