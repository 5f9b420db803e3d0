package dev.crosscheck.comparison.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.comparison.sample.Samples;
import dev.crosscheck.event.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The lists that pages keep facts in say what the collections of the library would. */
class FactListsTest {

    @Test
    void idsStandOnceInOrderOfMention() {
        Random random = new Random(3);
        for (int list = 0; list < 2_000; list++) {
            List<String> ids = new ArrayList<>();
            int size = random.nextInt(60);
            for (int i = 0; i < size; i++) {
                // "Aa" and "BB" have one hash.
                ids.add((random.nextBoolean() ? "Aa" : "BB") + random.nextInt(1 + size));
            }
            List<String> once = List.copyOf(new LinkedHashSet<>(ids));

            assertThat(FactIds.of(ids)).isEqualTo(once).hasSameHashCodeAs(once);
        }
    }

    @Test
    void claimRestsOnAllThatOthersRestOn() {
        Claim first = Claim.of("one", "a/name", "a/maker");
        Claim second = Claim.of("two", "b/name", "a/name");

        assertThat(Claim.resting("both", List.of(first, second)).evidence())
                .isEqualTo(List.of("a/name", "a/maker", "b/name"));
        assertThat(Claim.resting("one alone", List.of(first)).evidence()).isSameAs(first.evidence());
    }

    @Test
    void placeOfAFactIsFoundByItsId() {
        for (int size = 0; size < 200; size++) {
            List<Evidence> facts = new ArrayList<>();
            for (int place = 0; place < size; place++) {
                facts.add(fact("m/" + (place % 2 == 0 ? "Aa" : "BB") + place / 2, place));
            }
            FactPlaces places = FactPlaces.of(facts);
            for (int place = 0; place < size; place++) {
                assertThat(places.of(new String(facts.get(place).id().toCharArray())))
                        .isEqualTo(place);
            }
            assertThat(places.of("m/Aa" + size)).isEqualTo(-1);
        }
    }

    @Test
    void factsByIdAreAMapInOrderOfIds() {
        List<Evidence> model = List.of(fact("m/a", 1), fact("m/c", 2), fact("m/d", 3));
        List<Evidence> other = List.of(fact("m-1/a", 4));
        Evidence absent = Evidence.absent("m", "b");
        Map<String, Evidence> inOrder = new LinkedHashMap<>();
        Stream.of(other.get(0), model.get(0), absent, model.get(2)).forEach(fact -> inOrder.put(fact.id(), fact));

        FactsById byId = new FactsById(List.of(model, other), new BitSet[] {places(0, 2), places(0)}, List.of(absent));

        assertThat(byId).isEqualTo(inOrder).containsExactlyEntriesOf(inOrder);
        assertThat(inOrder).isEqualTo(byId);
        assertThat(byId.values()).containsExactlyElementsOf(inOrder.values());
        assertThat(byId.get("m/d")).isSameAs(model.get(2));
        assertThat(byId.get("m/c")).isNull();
        assertThat(byId.isOf(List.of(model, other))).isTrue();
        assertThat(byId.isOf(List.of(model, List.copyOf(model)))).isFalse();
    }

    @Test
    void newestAndOldestAreTheFirstByIdOfThoseUsed() {
        DatedFacts dated = DatedFacts.of(
                List.of(Evidence.absent("m", "a"), fact("m/b", 2), fact("m/c", 5), fact("m/d", 2), fact("m/e", 5)));

        assertThat(dated.newest(places(0, 1, 2, 3, 4))).hasFieldOrPropertyWithValue("id", "m/c");
        assertThat(dated.oldest(places(0, 1, 2, 3, 4))).hasFieldOrPropertyWithValue("id", "m/b");
        assertThat(dated.newest(places(0, 1, 3, 4))).hasFieldOrPropertyWithValue("id", "m/e");
        assertThat(dated.oldest(places(2, 3))).hasFieldOrPropertyWithValue("id", "m/d");
        assertThat(dated.newest(places(0))).isNull();
    }

    private static BitSet places(int... places) {
        BitSet set = new BitSet();
        for (int place : places) {
            set.set(place);
        }
        return set;
    }

    private static Evidence fact(String id, int day) {
        return new Evidence(id, "m", id.substring(2), "value", readOn(day));
    }

    private static Provenance readOn(int day) {
        Provenance some = Samples.provenance("event-" + day);
        Instant at = some.observedAt().plus(Duration.ofDays(day));
        return new Provenance(some.source(), at, at, some.eventId());
    }
}
