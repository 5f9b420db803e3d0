package dev.crosscheck.kit.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.kit.limit.Places.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Places places = new Places(2, LONG, Runnable::run);

    @Test
    void soManyAreLetInAtOnceAndOthersWhenThereIsRoom() {
        Place first = at("ada");
        Place second = at("grace");
        CompletableFuture<Optional<Place>> third = places.ask("alan");
        assertThat(third).isNotDone();
        assertThat(places.taken()).isEqualTo(2);
        assertThat(places.waiting()).isEqualTo(1);

        first.close();

        assertThat(third).isCompletedWithValueMatching(Optional::isPresent);
        assertThat(places.taken()).isEqualTo(2);
        second.close();
        third.join().orElseThrow().close();
        assertThat(places.taken()).isZero();
        assertThat(places.waiting()).isZero();
    }

    @Test
    void whoeverHasWaitedLongestIsNext() {
        Place first = at("ada");
        at("ada");
        CompletableFuture<Optional<Place>> alan = places.ask("alan");
        CompletableFuture<Optional<Place>> grace = places.ask("grace");

        first.close();

        assertThat(alan).isDone();
        assertThat(grace).isNotDone();
    }

    @Test
    void whoAsksForManyAtOnceLetsOthersGoFirst() {
        Place first = at("ada");
        at("ada");
        CompletableFuture<Optional<Place>> another = places.ask("ada");
        CompletableFuture<Optional<Place>> grace = places.ask("grace");

        first.close();

        assertThat(grace).isDone();
        assertThat(another).isNotDone();
    }

    @Test
    void leavingTwiceMakesRoomOnce() {
        Place first = at("ada");
        at("grace");
        CompletableFuture<Optional<Place>> next = places.ask("alan");
        CompletableFuture<Optional<Place>> afterThat = places.ask("alan");

        first.close();
        first.close();

        assertThat(next).isDone();
        assertThat(afterThat).isNotDone();
    }

    @Test
    void onlySoManyWait() {
        at("ada");
        at("ada");
        for (int i = 0; i < 2 * Places.WAITING_FOR_EACH; i++) {
            assertThat(places.ask("caller " + i)).isNotDone();
        }

        assertThat(places.ask("one more")).isCompletedWithValue(Optional.empty());
    }

    /** Otherwise one caller could keep all others from even waiting. */
    @Test
    void whoFillsTheRoomToWaitInMakesRoomForOthers() {
        at("ada");
        at("ada");
        List<CompletableFuture<Optional<Place>>> adas = new ArrayList<>();
        for (int i = 0; i < 2 * Places.WAITING_FOR_EACH; i++) {
            adas.add(places.ask("ada"));
        }

        CompletableFuture<Optional<Place>> grace = places.ask("grace");

        assertThat(grace).isNotDone();
        assertThat(adas.removeLast()).isCompletedWithValue(Optional.empty());
        assertThat(adas).allSatisfy(waits -> assertThat(waits).isNotDone());
        assertThat(places.waiting()).isEqualTo(2 * Places.WAITING_FOR_EACH);
        assertThat(places.ask("ada")).isCompletedWithValue(Optional.empty());
    }

    @Test
    void whoWaitsInVainIsToldSoAndTakesNoPlace() {
        Places impatient = new Places(1, Duration.ofMillis(1), Runnable::run);
        Place held = impatient.ask("ada").join().orElseThrow();

        assertThat(impatient.ask("grace").join()).isEmpty();

        assertThat(impatient.waiting()).isZero();
        held.close();
        assertThat(impatient.taken()).isZero();
    }

    /** Some give up in the very moment in which a place becomes theirs. */
    @Test
    void nothingIsLostAmongManyWhoComeAndGo() {
        int most = 3;
        Places busy = new Places(most, Duration.ofMillis(2), Thread::startVirtualThread);
        AtomicInteger within = new AtomicInteger();
        AtomicInteger mostWithin = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < 30; caller++) {
            String name = "caller " + caller % 7;
            callers.add(Thread.startVirtualThread(() -> {
                for (int i = 0; i < 200; i++) {
                    Optional<Place> place = busy.ask(name).join();
                    place.ifPresent(_ -> {
                        mostWithin.accumulateAndGet(within.incrementAndGet(), Math::max);
                        Thread.yield();
                        spin(ThreadLocalRandom.current().nextInt(100_000));
                        within.decrementAndGet();
                        answered.incrementAndGet();
                    });
                    place.ifPresent(Place::close);
                }
            }));
        }
        callers.forEach(PlacesTest::join);

        await().until(() -> busy.taken() == 0 && busy.waiting() == 0);
        assertThat(mostWithin).hasValueBetween(1, most);
        assertThat(answered).hasPositiveValue();
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Place at(String caller) {
        return places.ask(caller).join().orElseThrow();
    }
}
