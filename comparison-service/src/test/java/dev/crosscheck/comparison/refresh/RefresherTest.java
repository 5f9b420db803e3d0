package dev.crosscheck.comparison.refresh;

import static dev.crosscheck.comparison.db.Tables.PAGE;
import static dev.crosscheck.comparison.db.Tables.PAGE_CHANGE;
import static dev.crosscheck.comparison.sample.Samples.correcting;
import static dev.crosscheck.comparison.sample.Samples.model;
import static dev.crosscheck.comparison.sample.Samples.modelWithAlias;
import static dev.crosscheck.comparison.sample.Samples.prices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.fact.ProfileStore;
import dev.crosscheck.comparison.pagestore.FreshPage;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.comparison.pagestore.PageStore;
import dev.crosscheck.comparison.refresh.DirtyModels.Shown;
import dev.crosscheck.comparison.sample.Engine;
import dev.crosscheck.comparison.sample.SimplePages;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefresherTest {

    private static final List<String> MODELS = List.of("a", "b", "c", "d", "e", "f");

    private Engine engine;

    @BeforeEach
    void start() {
        engine = Engine.start();
        engine.hear(MODELS.stream()
                .flatMap(id -> Stream.of(model(id, 1), prices(id, 1, "1")))
                .toArray());
        engine.refresh();
        engine.get(SimplePages.class).takeMade();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void everyPairOfKnownModelsIsStored() {
        assertThat(engine.dsl().fetchCount(PAGE)).isEqualTo(15);
        assertThat(dirty()).isEmpty();
        assertStoredEqualsRecomputed();
    }

    @Test
    void priceChangeRewritesThePagesOfItsModelAndNoOther() {
        Map<PageKey, String> before = rows();

        engine.hear(prices("c", 2, "2"));
        engine.refresh();

        Map<PageKey, String> after = rows();
        assertThat(after.keySet().stream().filter(key -> !after.get(key).equals(before.get(key))))
                .hasSize(5)
                .allMatch(key -> key.first().equals("c") || key.second().equals("c"));
        assertThat(dirty()).isEmpty();
        assertStoredEqualsRecomputed();
    }

    @Test
    void pageWhoseBytesAreTheSameIsNotWritten() {
        engine.hear(prices("a", 2, "7"));
        engine.hear(prices("a", 3, "1"));
        Map<PageKey, String> before = rows();

        engine.refresh();

        assertThat(rows()).isEqualTo(before);
        assertThat(dirty()).isEmpty();
        assertThat(engine.get(SimplePages.class).takeMade()).hasSize(5);
    }

    @Test
    void roundThatFailedHasNoPagesUnderWay() {
        engine.hear(prices("a", 2, "2"));
        engine.get(SimplePages.class).before(_ -> {
            throw new StackOverflowError();
        });

        assertThatThrownBy(engine::refresh).hasRootCauseInstanceOf(StackOverflowError.class);

        assertThat(engine.get(MeterRegistry.class)
                        .get("crosscheck.pages.under-way")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void factThatNoPageShowsMarksNothing() {
        engine.hear(modelWithAlias("a", 2));

        assertThat(dirty()).isEmpty();
        assertThat(engine.known("a").pageRevision()).isEqualTo(1);
        assertThat(engine.known("a").profile().catalog().revision()).isEqualTo(2);
    }

    @Test
    void manyChangesMakeEachAffectedPageOnce() {
        for (int revision = 2; revision <= 1_000; revision++) {
            engine.hear(prices(MODELS.get(revision % 2), revision, String.valueOf(revision)));
        }

        engine.refresh();

        assertThat(engine.get(SimplePages.class).takeMade()).hasSize(9).doesNotHaveDuplicates();
        assertStoredEqualsRecomputed();
    }

    @Test
    void modelThatChangesDuringTheRoundStaysMarked() {
        engine.hear(prices("a", 2, "2"));
        AtomicInteger asked = new AtomicInteger();
        engine.get(SimplePages.class).before(_ -> {
            if (asked.getAndIncrement() == 0) {
                engine.hear(prices("a", 3, "3"));
            }
        });

        engine.refresh();
        assertThat(dirty()).containsExactly("a");

        engine.refresh();
        assertThat(dirty()).isEmpty();
        assertStoredEqualsRecomputed();
    }

    /** Two threads, so at most two pages were begun before the model moved on. */
    @Test
    void modelThatMovesOnHasTheRestOfItsPagesLeftToTheNextRound() {
        engine.hear(prices("a", 2, "2"));
        moveOnWithTheFirstPage();

        engine.refresh();
        assertThat(dirty()).containsExactly("a");
        assertThat(engine.get(SimplePages.class).takeMade()).hasSizeBetween(1, 2);

        engine.refresh();
        assertThat(engine.get(SimplePages.class).takeMade()).hasSize(5);
        assertThat(dirty()).isEmpty();
        assertStoredEqualsRecomputed();
    }

    @Test
    void pageStoredAsOfTheNewestFactsIsNotMadeAgain() {
        engine.hear(prices("a", 2, "2"));
        moveOnWithTheFirstPage();

        engine.get(Refresher.class).refresh(true);
        assertThat(dirty()).containsExactly("a");
        assertThat(engine.get(SimplePages.class).takeMade()).hasSize(5);

        engine.refresh();
        assertThat(engine.get(SimplePages.class).takeMade()).hasSizeBetween(1, 2);
        assertThat(dirty()).isEmpty();
        assertStoredEqualsRecomputed();
        assertThat(engine.dsl().selectFrom(PAGE_CHANGE).fetch())
                .extracting(change -> change.getCauses()[0])
                .contains("a-price-2", "a-price-3");
    }

    @Test
    void rebuildMakesEveryPageAgain() {
        rebuild();

        engine.refresh();

        assertThat(engine.get(SimplePages.class).takeMade()).hasSize(15).doesNotHaveDuplicates();
        assertThat(dirty()).isEmpty();
    }

    /** As of a disk that lies: readers are served what stands there, and its digest says nothing against it. */
    @Test
    void rebuildWritesAPageWhoseBodyIsDamagedBesideTheRightDigest() {
        Map<PageKey, String> before = rows();
        Map<PageKey, String> whole = bytes();
        engine.asOwner("update page set body = set_byte(body, 20, get_byte(body, 20) # 1)"
                + " where first_id = 'a' and second_id = 'b'");
        assertThat(bytes()).isNotEqualTo(whole);

        rebuild();
        engine.refresh();

        assertThat(bytes()).isEqualTo(whole);
        Map<PageKey, String> after = rows();
        assertThat(after.keySet().stream().filter(key -> !after.get(key).equals(before.get(key))))
                .containsExactly(new PageKey("a", "b"));
    }

    /** The round began before it: what has been made may be what the rebuild is asked for. */
    @ParameterizedTest(name = "of {0}")
    @ValueSource(strings = {"a change", "a rebuild"})
    void rebuildThatIsAskedForDuringARoundIsNotTakenForDone(String round) {
        if (round.equals("a rebuild")) {
            rebuild();
        } else {
            engine.hear(prices("a", 2, "2"));
        }
        AtomicInteger asked = new AtomicInteger();
        engine.get(SimplePages.class).before(_ -> {
            if (asked.getAndIncrement() == 0) {
                rebuild();
            }
        });

        engine.refresh();
        assertThat(dirty()).containsExactlyElementsOf(MODELS);
        engine.get(SimplePages.class).takeMade();

        engine.refresh();
        assertThat(engine.get(SimplePages.class).takeMade()).hasSize(15).doesNotHaveDuplicates();
        assertThat(dirty()).isEmpty();
    }

    @Test
    void roundTakesAPortionAndTheOldestMarksFirst() {
        engine.hear(prices("e", 2, "2"));
        engine.hear(prices("a", 2, "2"));
        engine.hear(prices("c", 2, "2"));
        try (Engine other = inPortionsOf(2)) {
            assertThat(other.refresh()).isEqualTo(2);
            assertThat(dirty()).containsExactly("c");

            assertThat(other.refresh()).isEqualTo(1);
        }

        assertThat(dirty()).isEmpty();
        assertStoredEqualsRecomputed();
    }

    @Test
    void rebuildInPortionsMakesEachPageOnce() {
        rebuild();
        try (Engine other = inPortionsOf(2)) {
            assertThat(List.of(other.refresh(), other.refresh(), other.refresh()))
                    .containsExactly(2, 2, 2);

            assertThat(other.get(SimplePages.class).takeMade()).hasSize(15).doesNotHaveDuplicates();
        }
        assertThat(dirty()).isEmpty();
    }

    @Test
    void replicasShareARebuild() throws Exception {
        rebuild();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (Engine one = inPortionsOf(3);
                Engine other = inPortionsOf(3)) {
            one.get(SimplePages.class).before(_ -> {
                begun.countDown();
                await(goOn);
            });
            CompletableFuture<Integer> first = CompletableFuture.supplyAsync(one::refresh);
            try {
                await(begun);
                assertThat(other.refresh()).isEqualTo(3);
            } finally {
                goOn.countDown();
            }
            assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(3);
        }

        assertThat(dirty()).isEmpty();
        assertStoredEqualsRecomputed();
    }

    /** A round of two models: whoever changes in each of them would have them all. */
    @Test
    void modelsThatChangeWithoutEndTakeTurnsWithThoseBehind() {
        engine.hear(prices("a", 2, "2"), prices("b", 2, "2"));
        engine.hear(prices("c", 2, "2"), prices("d", 2, "2"));
        try (Engine other = inPortionsOf(2)) {
            AtomicInteger revision = new AtomicInteger(2);
            other.get(SimplePages.class).before(_ -> {
                synchronized (revision) {
                    int next = revision.incrementAndGet();
                    other.hear(prices("a", next, String.valueOf(next)), prices("b", next, String.valueOf(next)));
                }
            });
            other.get(Refresher.class).refresh(true);
            assertThat(dirty()).containsExactly("a", "b", "c", "d");

            other.get(Refresher.class).refresh(true);

            assertThat(dirty()).containsExactly("a", "b");
        }
    }

    /** Whoever marks several holds the first of them while it waits for the next: out of order both would wait for ever. */
    @Test
    void marksThatStayAndMarksThatGoAreLockedInOneOrder() {
        engine.hear(prices("a", 2, "2"), prices("b", 2, "2"));
        CompletableFuture<List<String>> done = engine.dsl().transactionResult(marking -> {
            lock(marking.dsl(), "a");
            CompletableFuture<List<String>> taking = takeOff(Map.of("a", shown("a", -1), "b", shown("b", 0)));

            awaitSomebodyWaitingForALock();

            lock(marking.dsl(), "b");
            return taking;
        });

        assertThat(done.join()).containsExactly("b");
        assertThat(dirty()).containsExactly("a");
    }

    @Test
    void markThatIsRenewedWhileItIsTakenOffStays() {
        engine.hear(prices("a", 2, "2"), prices("b", 2, "2"));
        CompletableFuture<List<String>> done = engine.dsl().transactionResult(marking -> {
            marking.dsl().execute("update dirty_model set page_revision = page_revision + 1 where model_id = 'a'");
            CompletableFuture<List<String>> taking = takeOff(Map.of("a", shown("a", 0), "b", shown("b", 0)));

            awaitSomebodyWaitingForALock();
            return taking;
        });

        assertThat(done.join()).containsExactly("b");
        assertThat(dirty()).containsExactly("a");
    }

    private CompletableFuture<List<String>> takeOff(Map<String, Shown> shown) {
        return CompletableFuture.supplyAsync(() -> engine.dsl()
                .transactionResult(tx -> engine.get(DirtyModels.class).takeOff(tx.dsl(), shown, Instant.now()).stream()
                        .map(DirtyModels.Done::model)
                        .toList()));
    }

    private Shown shown(String model, int later) {
        return new Shown(engine.known(model).pageRevision() + later, 0, true);
    }

    private static void lock(DSLContext tx, String model) {
        tx.fetch("select model_id from dirty_model where model_id = ? for update nowait", model);
    }

    private void awaitSomebodyWaitingForALock() {
        Awaitility.await()
                .until(() -> engine.dsl()
                        .fetchSingle("select exists (select from pg_stat_activity"
                                + " where datname = current_database() and wait_event_type = 'Lock')")
                        .into(boolean.class));
    }

    @Test
    void modelWhosePagesWereLeftKeepsItsPlace() {
        engine.hear(prices("a", 2, "2"));
        Instant since = engine.get(DirtyModels.class).oldest(engine.dsl());
        moveOnWithTheFirstPage();

        engine.refresh();

        assertThat(dirty()).containsExactly("a");
        assertThat(engine.get(DirtyModels.class).oldest(engine.dsl())).isEqualTo(since);
    }

    @Test
    void rebuildIsOverForAModelThatMovesOnOnceItsPagesWereMade() {
        rebuild();
        moveOnWithTheFirstPage();
        engine.get(Refresher.class).refresh(true);
        assertThat(dirty()).containsExactly("a");
        assertThat(engine.get(SimplePages.class).takeMade()).hasSize(15);

        engine.refresh();

        assertThat(engine.get(SimplePages.class).takeMade())
                .as("pages that were begun before the model moved on")
                .hasSizeBetween(1, 2);
        assertThat(dirty()).isEmpty();
    }

    @Test
    void rebuildThatIsAskedForWhileAModelMovesOnIsNotTakenForDone() {
        rebuild();
        AtomicInteger asked = new AtomicInteger();
        engine.get(SimplePages.class).before(_ -> {
            if (asked.getAndIncrement() == 0) {
                engine.hear(prices("a", 3, "3"));
                rebuild();
            }
        });

        engine.get(Refresher.class).refresh(true);
        engine.get(SimplePages.class).takeMade();

        engine.refresh();
        assertThat(engine.get(SimplePages.class).takeMade()).hasSize(15).doesNotHaveDuplicates();
        assertThat(dirty()).isEmpty();
    }

    /** Chunks are of five pages, and the engine has two threads: a round of all has three chunks. */
    @Test
    void roundThatIsToEndDoesSoWithItsChunkAndLeavesItsMarks() {
        rebuild();
        AtomicInteger written = new AtomicInteger();

        engine.get(Refresher.class).refresh(false, new RoundWatch() {
            @Override
            public void goesOn() {
                written.incrementAndGet();
            }

            @Override
            public boolean wantsEnd() {
                return written.get() > 0;
            }
        });

        assertThat(written).hasValue(1);
        assertThat(dirty()).containsExactlyElementsOf(MODELS);
    }

    /** The page of both was made when it moved: whoever takes its mark makes it again, and need not do so twice. */
    @Test
    void modelThatMovesAndIsNobodysYetIsLeftToItsMark() {
        engine.hear(prices("a", 2, "2"));
        engine.get(SimplePages.class).before(key -> {
            if (key.second().equals("d")) {
                engine.hear(prices("b", 2, "2"));
            }
        });

        assertThat(engine.refresh()).isEqualTo(1);
        assertThat(dirty()).containsExactly("b");
        assertThat(engine.get(SimplePages.class).takeMade()).hasSize(5);

        engine.refresh();
        assertThat(dirty()).isEmpty();
        assertStoredEqualsRecomputed();
    }

    private Engine inPortionsOf(int models) {
        return engine.another(Map.of("crosscheck.refresh.models-per-round", models));
    }

    private void rebuild() {
        engine.dsl().transaction(tx -> engine.get(DirtyModels.class).markAll(tx.dsl()));
    }

    private void moveOnWithTheFirstPage() {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch moved = new CountDownLatch(1);
        engine.get(SimplePages.class).before(_ -> {
            if (asked.getAndIncrement() == 0) {
                engine.hear(prices("a", 3, "3"));
                moved.countDown();
            }
            await(moved);
        });
    }

    @Test
    void refresherThatDiesBetweenChunksLosesNothing() {
        engine.asOwner("alter table page add constraint no_newer_d check (first_id <> 'd' or first_revision < 2)");
        engine.hear(prices("d", 2, "2"), prices("a", 2, "2"));
        Map<PageKey, String> before = rows();

        assertThatThrownBy(engine::refresh).isInstanceOf(RuntimeException.class);
        assertThat(rows()).isNotEqualTo(before);
        assertThat(dirty()).containsExactly("a", "d");

        engine.asOwner("alter table page drop constraint no_newer_d");
        try (Engine restarted = engine.another()) {
            restarted.refresh();
        }
        assertThat(dirty()).isEmpty();
        assertStoredEqualsRecomputed();
    }

    @Test
    void pageThatCannotBeMadeKeepsNoOtherBack() {
        engine.hear(prices("a", 2, "2"));
        engine.get(SimplePages.class).before(key -> {
            if (key.second().equals("b")) {
                throw new IllegalArgumentException("a fact nobody thought of");
            }
        });
        Map<PageKey, String> before = rows();

        engine.refresh();

        Map<PageKey, String> after = rows();
        assertThat(after.keySet().stream().filter(key -> !after.get(key).equals(before.get(key))))
                .containsExactly(
                        new PageKey("a", "c"), new PageKey("a", "d"), new PageKey("a", "e"), new PageKey("a", "f"));
        assertThat(dirty()).isEmpty();
    }

    @Test
    void refreshersOfBothModelsOfAPairEndWithBothChanges() throws Exception {
        engine.hear(prices("a", 2, "2"));
        try (Engine other = engine.another()) {
            interleave(other, () -> {
                other.hear(prices("b", 2, "3"));
                assertThat(other.refresh()).isEqualTo(1);
            });
        }

        assertThat(dirty()).isEmpty();
        assertStoredEqualsRecomputed();
    }

    /**
     * The page of the pair shows how much dearer the one is. The first refresher reads $2 and $1, and then
     * waits. The other reads $2 and $2, finds "$0" stored as it should be, and writes nothing. Then the
     * first writes "$1", which is newer than what is stored: only its second look mends it.
     */
    @Test
    void pageThatNeededNoWriteIsNotLostToOneMadeFromOlderFacts() throws Exception {
        SimplePages pages = engine.get(SimplePages.class);
        pages.showOnlyDifferences();
        rebuild();
        engine.refresh();
        String stored = engine.stored("a", "b").page(List.of()).digestText();
        engine.hear(prices("a", 2, "2"));
        try (Engine other = engine.another()) {
            other.get(SimplePages.class).showOnlyDifferences();
            Map<PageKey, String> before = rows();
            interleave(other, () -> {
                other.hear(prices("b", 2, "2"));
                assertThat(other.refresh()).isEqualTo(1);
                assertThat(rows()).containsEntry(new PageKey("a", "b"), before.get(new PageKey("a", "b")));
            });
        }

        assertThat(dirty()).isEmpty();
        assertThat(engine.stored("a", "b").page(List.of()).digestText()).isEqualTo(stored);
        assertThat(rows()).hasSize(15);
    }

    /** Refreshes here, and does {@code meanwhile} after the facts were read and before a page is made. */
    private void interleave(Engine other, Runnable meanwhile) throws Exception {
        CountDownLatch hasRead = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        engine.get(SimplePages.class).before(_ -> {
            hasRead.countDown();
            await(goOn);
        });
        CompletableFuture<Integer> here = CompletableFuture.supplyAsync(engine::refresh);
        try {
            await(hasRead);
            assertThat(other.refresh())
                    .as("a claimed model is not worked on twice")
                    .isZero();
            meanwhile.run();
        } finally {
            goOn.countDown();
        }
        assertThat(here.get(30, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void storedPageNeverGoesBack() {
        engine.hear(prices("a", 2, "2"));
        KnownModel older = engine.known("a");
        engine.hear(prices("a", 3, "3"));
        engine.refresh();
        String newest = engine.stored("a", "b").page(List.of()).digestText();

        var stale = FreshPage.make(engine.get(SimplePages.class), older, engine.known("b"))
                .packed();
        assertThat(engine.get(PageStore.class).write(engine.dsl(), List.of(stale)))
                .isEmpty();

        assertThat(engine.stored("a", "b").page(List.of()).digestText()).isEqualTo(newest);
    }

    @Test
    void whatOneReplicaCommitsTheOtherComputesWith() {
        try (Engine other = engine.another()) {
            engine.hear(prices("a", 2, "2"));
            other.refresh();
        }
        assertStoredEqualsRecomputed();
    }

    @Test
    void droppedPagesStandAgainByteForByte() {
        engine.hear(prices("a", 2, "2"), model("b", 2, "64000"));
        engine.refresh();
        Map<PageKey, String> before = bytes();

        engine.asOwner("truncate page, dirty_model");
        rebuild();
        engine.refresh();

        assertThat(bytes()).isEqualTo(before).hasSize(15);
    }

    @Test
    void droppedPagesStandAgainAfterAStart() {
        Map<PageKey, String> before = bytes();
        engine.asOwner("truncate page, dirty_model");

        try (Engine _ = engine.anotherThatRefreshes()) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(bytes()).isEqualTo(before));
        }
    }

    @Test
    void firstPageIsNoChangeAndAnotherOutcomeIs() {
        assertThat(engine.dsl().fetchCount(PAGE_CHANGE)).isZero();

        engine.hear(prices("c", 2, "2"));
        engine.refresh();

        assertThat(engine.dsl()
                        .selectFrom(PAGE_CHANGE)
                        .orderBy(PAGE_CHANGE.CHANGE)
                        .fetch())
                .hasSize(5)
                .allSatisfy(change -> {
                    assertThat(change.getCauses()).containsExactly("c-price-2");
                    assertThat(change.getCorrections()).isEmpty();
                    assertThat(change.getChanges().data()).contains("cheaper", "monthly-cost:c", "1000", "2000");
                })
                .extracting(change -> change.getChange())
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void correctionIsRecordedApartFromAChange() {
        engine.hear(correcting(prices("c", 2, "2")));
        engine.refresh();

        assertThat(engine.dsl().selectFrom(PAGE_CHANGE).fetch())
                .hasSize(5)
                .allSatisfy(change -> assertThat(change.getCorrections()).containsExactly("c-price-2"));
    }

    @Test
    void changeInWordingIsNoChangeInSubstance() {
        engine.hear(model("c", 2, "64000"));
        engine.refresh();

        assertThat(engine.dsl().fetchCount(PAGE_CHANGE)).isZero();
        assertStoredEqualsRecomputed();
    }

    @Test
    void modelWithoutCatalogStateHasNoPageUntilItHasOne() {
        engine.hear(prices("z", 1, "1"));
        assertThat(dirty()).isEmpty();

        engine.hear(model("z", 1));
        engine.refresh();

        assertThat(engine.dsl().fetchCount(PAGE)).isEqualTo(21);
        assertThat(engine.stored("a", "z").page(List.of()).json()).asString().contains("It costs $1.");
    }

    private List<String> dirty() {
        return engine.get(DirtyModels.class).list(engine.dsl());
    }

    /** Where each row stands in the table: an update, even to the same values, moves it. */
    private Map<PageKey, String> rows() {
        return new TreeMap<>(engine.dsl()
                .select(PAGE.FIRST_ID, PAGE.SECOND_ID, DSL.field("page.xmin::text || page.ctid::text", String.class))
                .from(PAGE)
                .fetchMap(row -> new PageKey(row.value1(), row.value2()), row -> row.value3()));
    }

    private Map<PageKey, String> bytes() {
        return new TreeMap<>(engine.dsl()
                .select(PAGE.FIRST_ID, PAGE.SECOND_ID, DSL.field("md5(body) || md5(outcome)", String.class))
                .from(PAGE)
                .fetchMap(row -> new PageKey(row.value1(), row.value2()), row -> row.value3()));
    }

    /** From the database's own profiles, not from anybody's memory. */
    private void assertStoredEqualsRecomputed() {
        List<KnownModel> models = engine.get(ProfileStore.class).loadAll(engine.dsl());
        for (KnownModel first : models) {
            for (KnownModel second : models) {
                if (first.id().compareTo(second.id()) < 0) {
                    assertThat(new String(engine.stored(first.id(), second.id())
                                    .page(List.of())
                                    .json()))
                            .as(first.id() + "/" + second.id())
                            .isEqualTo(new String(FreshPage.make(SimplePages::page, first, second)
                                    .bytes()
                                    .json()));
                }
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
