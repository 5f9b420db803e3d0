package dev.crosscheck.publisher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.event.Conflicts;
import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.SourceUse;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.QuoteReviewed;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UpdatesWithdrawn;
import dev.crosscheck.local.test.TestInfrastructure;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the data team asks and decides from day to day, of services that answer what each test needs. */
class DailyCommandsTest {

    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
    private static String kafka = "";

    private final CannedServices services = new CannedServices();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @BeforeAll
    static void startKafka() {
        kafka = TestInfrastructure.shared().kafka().bootstrapServers();
        TestInfrastructure.shared().kafka().createTopics(Topics.ALL);
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void diffSaysWhatReadersWouldSeeOtherwise() throws IOException {
        Path csv = csv(
                "m,groq,,0.5,2,test,Test,2026-07-01", "m,novita,,9,9,test,Test,2026-07-01", "m,,,1,1,t,T,2026-07-01");
        services.say("/pricing/v1/previews", """
                        {"items":[{"id":"1","outcome":"accepted"},{"id":"2","outcome":"waiting",\
                        "detail":"model: x/y (expected: a known model)"}],"states":[%s]}""".formatted(
                                json(sheet("m", offer("groq", "0.5", "list"), offer("novita", "9", "list")))))
                .say("/pricing/v1/price-sheets/m", json(sheet("m", offer("groq", "1", "list"))))
                .say("/comparison/v1/previews", """
                        {"models":1,"pages":243,"compared":243,"added":0,"rewritten":200,"differences":{"cheaper":3},\
                        "shown":[{"first":"a","second":"m","difference":{"what":"cheaper","before":"a","after":"m"}}]}""");

        assertThat(run("diff", csv.toString())).isEqualTo(1);

        assertThat(out.toString())
                .contains("pricing       2         1          0          0     0        1     0        0")
                .contains("1 row is wrong")
                .contains("changed m groq input: 1 → 0.5")
                .contains("added m novita input: 9")
                .contains("unknown: model: x/y (expected: a known model)")
                .contains("Pages: 243 touched, 200 would read differently, 0 would be new")
                .contains("a vs m: cheaper a → m");
        assertThat(services.posted()).hasSize(2);
    }

    @Test
    void diffOfFiveHundredRowsGoesInPartsAndCountsEachPageOnce() throws IOException {
        List<String> rows = new ArrayList<>();
        List<String> sheets = new ArrayList<>();
        for (int i = 0; i < 240; i++) {
            for (int provider = 0; provider < 2; provider++) {
                rows.add("m" + i + ",p" + provider + ",,1,1,list,List,2026-07-01");
            }
            sheets.add(json(MassCheckTest.sheet("m" + i, 60, "1")));
        }
        String states = "[" + String.join(",", sheets) + "]";
        // Of 243 models, 120 at a time.
        services.say("/pricing/v1/previews", "{\"items\":[],\"states\":" + states + "}")
                .say("/comparison/v1/previews", """
                        {"models":120,"newModels":0,"pages":21900,"compared":21900,"added":0,"rewritten":16000,\
                        "differences":{"cheaper":3},"shown":[{"first":"a","second":"m1","difference":\
                        {"what":"cheaper","before":"a","after":"m1"}}]}""");

        assertThat(run("diff", csv(rows.toArray(String[]::new)).toString())).isZero();

        List<String> asked = services.posted().subList(1, services.posted().size());
        assertThat(states).hasSizeGreaterThan(4_000_000);
        assertThat(asked).hasSize(2).allSatisfy(body -> assertThat(body).hasSizeLessThan(5_000_000));
        assertThat(asked.stream()
                        .mapToInt(body -> body.split("\"model\":").length - 1)
                        .sum())
                .isEqualTo(240);
        assertThat(out.toString())
                .contains(
                        "Pages: 29,400 touched, at most 29,400 would read differently, 0 would be new; asked in 2 parts")
                .containsOnlyOnce("a vs m1: cheaper a → m1");
    }

    @Test
    void requestThatAServiceRefusesIsNoServiceThatIsAway() throws IOException {
        services.say("/pricing/v1/previews", "{\"items\":[],\"states\":[" + json(sheet("m")) + "]}")
                .refuse("/comparison/v1/previews", 413, "body: 9 bytes (expected: at most 8 bytes)");

        assertThat(run("diff", csv("m,groq,,1,1,list,List,2026-07-01").toString()))
                .isEqualTo(2);

        assertThat(err.toString()).contains("comparison: 413 body: 9 bytes (expected: at most 8 bytes)");
    }

    @Test
    void heldPriceIsNamedByItsRowWithTheNextStep() throws IOException {
        EventMeta first = EventMeta.of("held-0", "/test", JULY);
        EventMeta second = EventMeta.of("held-1", "/test", JULY);
        Path file = Files.write(
                folder.resolve("two.jsonl"),
                List.of(
                        json(EventCodec.structured(first, MassCheckTest.price("m", "p0"))),
                        json(EventCodec.structured(second, MassCheckTest.price("m", "p1")))));
        services.say("/pricing/v1/batches/b-1", "{\"outcomes\":{\"accepted\":1,\"quarantined\":1}}")
                .say("/pricing/v1/quarantine", """
                        {"items":[{"id":1,"event":"held-1","model":"m","provider":"p1",\
                        "reason":"input: 2000 (expected: near 2)"}]}""");

        assertThat(run("events", file.toString(), "--batch", "b-1")).isEqualTo(7);

        assertThat(out.toString())
                .contains("held by pricing: " + file + ":2: m on p1, event held-1: input: 2000 (expected: near 2)")
                .contains("publish quarantine list --batch b-1")
                .contains("publish quarantine release --batch b-1 --by WHO --why WHY")
                .contains("publish undo b-1 --by WHO --why WHY");
    }

    @Test
    void listThatIsCutOffSaysSo() {
        services.say("/pricing/v1/quarantine", """
                        {"items":[{"id":1,"event":"e-1","model":"m"},{"id":2,"event":"e-2","model":"n"}]}""").say("/pricing/v1/waiting", """
                        {"items":[{"id":1,"source":"s","field":"model","met":"x/y","expected":"a known model"},\
                        {"id":2,"source":"s","field":"model","met":"x/y","expected":"a known model"},\
                        {"id":3,"source":"s","field":"model","met":"x/z","expected":"a known model"}]}""");

        assertThat(run("quarantine", "list", "--limit", "1")).isZero();
        assertThat(out.toString())
                .contains("instead, from this source", "e-1", "… and 1 more; --limit N shows more")
                .doesNotContain("e-2");
        out.getBuffer().setLength(0);

        assertThat(run("waiting")).isZero();
        assertThat(out.toString().lines()).hasSize(4).contains("model: expected a known model");
        out.getBuffer().setLength(0);
        assertThat(run("waiting", "--limit", "1")).isZero();
        assertThat(out.toString())
                .contains("… and 1 more; --limit N shows more")
                .doesNotContain("x/z");
    }

    @Test
    void dayStandsForItsBeginningAndAnythingElseIsRefusedInPlainWords() throws IOException {
        try (Tail tail = new Tail(Topics.PRICE_UPDATES)) {
            assertThat(run("price", "m", "groq", "--input", "1", "--observed-at", "2026-07-01", "--no-wait"))
                    .isZero();
            assertThat(((PriceReported) EventCodec.decode(tail.next(), Instant.now())
                                    .body())
                            .observedAt())
                    .isEqualTo(JULY);
        }

        assertThat(run("price", "m", "groq", "--input", "1", "--observed-at", "yesterday"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("--observed-at")
                .contains("yesterday (expected: 2026-08-21 or 2026-08-21T00:00:00Z)")
                .doesNotContain("java.");
    }

    @Test
    void whySaysWhereThePriceIs() {
        services.say("/catalog/v1/models/m", json(model("m")))
                .say("/comparison/v1/models/m", "{\"offers\":[{\"provider\":\"groq\"}]}")
                .say("/pricing/v1/price-sheets/m", json(sheet("m", offer("groq", "1", "list", quoted("2", "scraper")))))
                .say("/pricing/v1/price-sheets/m/history", """
                        {"items":[{"id":1,"provider":"groq","kind":"late","recordedAt":"2026-07-02T00:00:00Z",\
                        "provenance":{"source":{"id":"list"},"observedAt":"2026-05-01T00:00:00Z"}}]}""")
                .say("/pricing/v1/quarantine", """
                        {"items":[{"id":1,"event":"e-9","model":"m","provider":"groq","state":"held",\
                        "reason":"input: 1000 (expected: near 1)"}]}""");

        assertThat(run("why", "m", "groq")).isZero();

        assertThat(out.toString().lines().map(line -> line.replaceFirst(":.*", "")))
                .contains("shown  m on groq", "behind  m on groq", "late  m on groq", "held  m, event e-9");
        assertThat(out.toString()).contains("shown is list: a provider's own list before a scraped page");
    }

    @Test
    void whyFollowsASpellingThatIsLinkedAndNamesWhoDecided() {
        services.say("/catalog/v1/aliases", """
                        {"items":[{"source":"acme","spelling":"Acme/M","model":"m","linked":true},\
                        {"source":"old","spelling":"Acme/M","model":"gone","linked":false}]}""")
                .say("/comparison/v1/models/m", "{\"offers\":[{\"provider\":\"groq\"}]}")
                .say("/pricing/v1/price-sheets/m", json(sheet("m", offer("groq", "1", "list"))))
                .say("/pricing/v1/price-sheets/m/history", """
                        {"items":[{"id":1,"provider":"groq","kind":"change","recordedAt":"2026-07-02T00:00:00Z",\
                        "provenance":{"source":{"id":"acme"},"observedAt":"2026-05-01T00:00:00Z"},\
                        "withdrawn":{"by":"ann","why":"wrong unit","at":"2026-07-03T00:00:00Z"}}]}""")
                .say("/pricing/v1/quarantine", """
                        {"items":[{"id":1,"event":"e-9","model":"m","provider":"groq","state":"rejected",\
                        "reason":"rejected by a person",\
                        "review":{"by":"bo","why":"a slip","at":"2026-07-04T00:00:00Z"}}]}""");

        assertThat(run("why", "Acme/M")).isZero();

        assertThat(out.toString())
                .contains("linked  Acme/M: what acme calls so is m")
                .contains("shown  m on groq")
                .contains("withdrawn  m on groq", "taken back by ann at 2026-07-03T00:00:00Z: wrong unit")
                .contains("rejected  m, event e-9: by bo at 2026-07-04T00:00:00Z: a slip")
                .doesNotContain("gone", "unknown");
    }

    @Test
    void whySaysThatASpellingWaitsAndHowToMakeItKnown() {
        services.say("/pricing/v1/waiting", """
                {"items":[{"id":1,"event":"e-1","source":"openrouter","field":"model","met":"Maker/M",\
                "expected":"a known model","recordedAt":"2026-07-02T00:00:00Z"}]}""");

        assertThat(run("why", "Maker/M")).isZero();

        assertThat(out.toString()).startsWith("waiting  event e-1").contains("alias:openrouter");
    }

    @Test
    void whyFindsARefusedPriceByItsModel() {
        services.say("/pricing/v1/dead-letters", "{\"items\":[{\"id\":7,\"event\":\"e-7\"}]}")
                .say("/pricing/v1/dead-letters/7", letter("m", "{\"model\":\"m\"}", "provider: X (expected: a slug)"));

        assertThat(run("why", "m")).isZero();

        assertThat(out.toString()).startsWith("refused  dead letter 7").contains("provider: X (expected: a slug)");
    }

    /** Anybody who may send can have sent such a one; the commands that look at letters go on. */
    @Test
    void letterAsLargeAsKafkaTakesHidesNoOther() {
        services.say(
                        "/pricing/v1/dead-letters",
                        "{\"items\":[{\"id\":6,\"event\":\"e-6\"},{\"id\":7,\"event\":\"e-7\"}]}")
                .say("/pricing/v1/dead-letters/6", letter("m", " ".repeat(2 * 1024 * 1024), "body: too large"))
                .say("/pricing/v1/dead-letters/7", letter("m", "{\"model\":\"m\"}", "provider: X (expected: a slug)"));

        assertThat(run("why", "m")).as(err.toString()).isZero();

        assertThat(out.toString()).contains("dead letter 6", "dead letter 7");
    }

    @Test
    void conflictsAreListedWidestApartFirst() {
        services.say("/catalog/v1/conflicts", items(Conflicts.of(model("m"))))
                .say(
                        "/pricing/v1/conflicts",
                        items(Conflicts.of(sheet(
                                "m", offer("groq", "1", "list", quoted("1.005", "scraper"), quoted("4", "feed"))))));

        assertThat(run("conflicts", "list")).isZero();

        assertThat(out.toString().lines()).hasSize(3);
        assertThat(out.toString().lines().toList().get(1)).contains("groq input", "75.0 %", "feed 2026-07-01");
        assertThat(out.toString()).contains("contextTokens").doesNotContain("scraper");
        out.getBuffer().setLength(0);

        assertThat(run("conflicts", "list", "--apart", "0.05", "--output", "json"))
                .isZero();
        assertThat(out.toString().lines()).hasSize(1);
    }

    @Test
    void freshnessEndsByItsLimits() {
        services.say(
                        "/catalog/v1/sources",
                        items(SourceUse.of(model("m").facts().stream().map(ModelState.Fact::provenance))))
                .say("/pricing/v1/sources", items(List.of()))
                .say("/comparison/v1/freshness", """
                        {"visible":{"events":9,"p50Millis":20,"p99Millis":60},"stored":{"events":0},"dirtyModels":1}""");

        assertThat(run("freshness", "--warn", "900000h", "--error", "999999h")).isZero();
        assertThat(out.toString()).contains("list").contains("99 of 100 within 60 ms, of 9 events  fine");
        assertThat(run("freshness", "--warn", "1h", "--error", "999999h")).isEqualTo(5);
        assertThat(run("freshness", "--warn", "1h", "--error", "2h")).isEqualTo(6);
        assertThat(run("freshness", "--warn", "900000h", "--error", "999999h", "--lag-error", "50ms"))
                .isEqualTo(6);
        assertThat(run("freshness", "--warn", "1h", "--error", "2h", "--source", "nobody"))
                .isZero();
    }

    @Test
    void lagThatNobodyMeasuredOfLateIsNoLagOfZero() {
        services.say("/catalog/v1/sources", items(List.of()))
                .say("/pricing/v1/sources", items(List.of()))
                .say("/comparison/v1/freshness", """
                        {"visible":{"events":9,"lastMillis":4.2},"stored":{"events":0},"dirtyModels":0}""");

        assertThat(run("freshness")).isZero();
        assertThat(out.toString())
                .contains("From event to readers: nothing measured of late, of 9 events")
                .contains("From event to stored pages: nothing measured yet");
    }

    @Test
    void letterIsShownAndSentAgainByteForByteWithItsHistory() throws IOException {
        byte[] value = {'{', (byte) 0xC3, '}'};
        services.say("/pricing/v1/dead-letters/7", letter("m", value, "body: bytes (expected: text in UTF-8)"))
                .say("/pricing/v1/updates/e-7", "{\"id\":\"e-7\",\"outcome\":\"accepted\"}");

        assertThat(run("dead-letters", "show", "pricing", "7")).isZero();
        assertThat(out.toString())
                .contains("body: bytes (expected: text in UTF-8)", "ce_id: e-7", "Sent again before: pricing/3: ann");

        try (Tail tail = new Tail(Topics.PRICE_UPDATES)) {
            assertThat(run("dead-letters", "requeue", "pricing", "7", "--why", "the reader was wrong", "--by", "bo"))
                    .isZero();
            ConsumerRecord<byte[], byte[]> sent = tail.next();
            assertThat(sent.value()).isEqualTo(value);
            assertThat(new String(sent.key(), UTF_8)).isEqualTo("m");
            assertThat(StreamSupport.stream(sent.headers().headers("requeued").spliterator(), false)
                            .map(header -> new String(header.value(), UTF_8)))
                    .hasSize(2)
                    .first()
                    .isEqualTo("pricing/3: ann");
        }

        Path mended = Files.writeString(folder.resolve("mended.json"), "{\"mended\":true}");
        try (Tail tail = new Tail(Topics.PRICE_UPDATES)) {
            run("dead-letters", "requeue", "pricing", "7", "--why", "mended", "--value", mended.toString());
            assertThat(new String(tail.next().value(), UTF_8)).isEqualTo("{\"mended\":true}");
        }
        assertThat(run("dead-letters", "show", "pricing", "8")).isEqualTo(2);
        assertThat(run("dead-letters", "show", "comparison", "8")).isEqualTo(2);
    }

    @Test
    void mendedEventThatIsOneDocumentIsFollowedByTheIdInIt() throws IOException {
        services.say("/pricing/v1/dead-letters/7", letter("m", "{\"id\":\"e-7\"}".getBytes(UTF_8), "unit", List.of()))
                .say("/pricing/v1/updates/e-8", "{\"outcome\":\"accepted\"}");
        Path mended = Files.writeString(folder.resolve("mended.json"), "{\"id\":\"e-8\"}");

        assertThat(run("dead-letters", "requeue", "pricing", "7", "--why", "unit", "--value", mended.toString()))
                .isZero();

        assertThat(out.toString()).contains("Sent again: event e-8").contains("pricing: accepted");
    }

    /** Its outcome is that of the one before: it would be called accepted though it were refused once more. */
    @Test
    void letterWhoseEventWasTakenMeanwhileIsNotCalledAcceptedAgain() {
        services.say("/pricing/v1/dead-letters/7", letter("m", "{}".getBytes(UTF_8), "unit"))
                .say("/pricing/v1/updates/e-7", "{\"id\":\"e-7\",\"outcome\":\"accepted\"}");

        assertThat(run("dead-letters", "requeue", "pricing", "7", "--why", "once more"))
                .isZero();

        assertThat(out.toString()).contains("pricing: accepted before; what is sent again changes nothing");
    }

    @Test
    void quarantinedQuoteIsListedShownAndDecidedOn() throws IOException {
        String item = """
                {"id":1,"event":"e-9","model":"m","provider":"groq","route":"","state":"held","rule":"unit-jump",\
                "reason":"input: 1000 (expected: near 1)","observedAt":"2026-07-01T00:00:00Z","since":"2026-07-02T00:00:00Z",\
                "quoted":{"quote":{"terms":"priced","rates":[{"component":"input","price":"1000"}]},\
                "provenance":{"source":{"id":"list"}}},\
                "good":{"quote":{"terms":"priced","rates":[{"component":"input","price":"1"}]}}}""";
        services.say("/pricing/v1/quarantine", "{\"items\":[" + item + "]}").say("/pricing/v1/quarantine/e-9", item);

        assertThat(run("quarantine", "list")).isZero();
        assertThat(out.toString()).contains("e-9", "input 1000", "input 1", "(expected: near 1)");
        assertThat(run("quarantine", "show", "e-9")).isZero();
        assertThat(out.toString()).contains("Shown in its place: input 1").contains("[unit-jump]");
        try (Tail tail = new Tail(Topics.PRICE_UPDATES)) {
            assertThat(run("quarantine", "release", "e-9", "--why", "announced", "--by", "ann", "--no-wait"))
                    .isZero();
            QuoteReviewed reviewed = (QuoteReviewed)
                    EventCodec.decode(tail.next(), Instant.now()).body();
            assertThat(reviewed.event()).isEqualTo("e-9");
            assertThat(reviewed.model()).isEqualTo("m");
            assertThat(reviewed.decision()).isEqualTo(QuoteReviewed.Decision.RELEASE);
            assertThat(reviewed.by()).isEqualTo("ann");
        }
        assertThat(run("quarantine", "reject", "e-10", "--why", "no")).isEqualTo(2);
        assertThat(run("quarantine", "reject", "e-9")).as("a reason is needed").isEqualTo(2);
    }

    @Test
    void wholeBatchThatIsHeldIsReleasedInOneStep() throws IOException {
        services.say("/pricing/v1/quarantine", """
                {"items":[{"id":1,"event":"e-1","model":"m"},{"id":2,"event":"e-2","model":"n"}]}""");

        try (Tail tail = new Tail(Topics.PRICE_UPDATES)) {
            assertThat(run(
                            "quarantine",
                            "release",
                            "--batch",
                            "litellm-1",
                            "--why",
                            "meant",
                            "--by",
                            "ann",
                            "--no-wait"))
                    .isZero();
            QuoteReviewed one = (QuoteReviewed)
                    EventCodec.decode(tail.next(), Instant.now()).body();
            QuoteReviewed other = (QuoteReviewed)
                    EventCodec.decode(tail.next(), Instant.now()).body();
            assertThat(List.of(one.event(), other.event())).containsExactlyInAnyOrder("e-1", "e-2");
            assertThat(one.decision()).isEqualTo(QuoteReviewed.Decision.RELEASE);
            assertThat(one.observedAt()).isEqualTo(other.observedAt());
        }
        assertThat(out.toString()).contains("Sent 2 decisions as batch decision-");
        assertThat(run("quarantine", "release", "e-1", "--batch", "b", "--why", "x"))
                .as("one or a batch")
                .isEqualTo(2);
        assertThat(run("quarantine", "reject", "--why", "x")).as("neither").isEqualTo(2);
        services.say("/pricing/v1/quarantine", "{\"items\":[]}");
        assertThat(run("quarantine", "reject", "--batch", "b", "--why", "x"))
                .as("nothing of it is held")
                .isEqualTo(2);
    }

    @Test
    void massChangeIsHeldUnlessSomebodySaysThatItIsMeant() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            EventMeta meta = EventMeta.of("m-2-" + i, "/test", JULY);
            lines.add(json(EventCodec.structured(meta, MassCheckTest.price("m", "p" + i))));
        }
        Path file = Files.write(folder.resolve("prices.jsonl"), lines);
        services.say("/pricing/v1/price-sheets/m", json(MassCheckTest.sheet("m", 60, "1")))
                .say(
                        "/pricing/v1/previews",
                        "{\"items\":[],\"states\":[" + json(MassCheckTest.sheet("m", 60, "2")) + "]}")
                .say("/catalog/v1/models", "{\"items\":[{\"id\":\"m\"}]}")
                .say("/pricing/v1/quarantine", "{\"items\":[{\"id\":1,\"event\":\"m-2-0\"}]}")
                .say("/pricing/v1/batches/mass", "{\"outcomes\":{\"quarantined\":60}}");

        try (Tail tail = new Tail(Topics.PRICE_UPDATES)) {
            assertThat(run("events", file.toString(), "--batch", "mass")).isEqualTo(7);
            assertThat(hold(tail.next()))
                    .isEqualTo("mass change: it touches 60 of 60 offers (expected: fewer than 50)");
        }
        assertThat(out.toString())
                .contains("fewer than 50): held until a person releases it")
                .contains("… 60 held in all")
                .contains("publish quarantine release --batch mass --by WHO --why WHY");
        services.say("/pricing/v1/batches/mass", "{\"outcomes\":{\"accepted\":60}}");
        try (Tail tail = new Tail(Topics.PRICE_UPDATES)) {
            assertThat(run(
                            "events",
                            file.toString(),
                            "--batch",
                            "mass",
                            "--expected-mass-change",
                            "price cut",
                            "--by",
                            "ann"))
                    .isZero();
            assertThat(hold(tail.next())).isNull();
        }
        assertThat(out.toString()).contains("fewer than 50): meant, says ann: price cut");
    }

    @Test
    void batchIsTakenBack() throws IOException {
        services.say("/pricing/v1/batches/import-1", "{\"outcomes\":{\"accepted\":12}}")
                .say("/catalog/v1/batches/import-1", "{\"outcomes\":{\"accepted\":3}}");

        try (Tail tail = new Tail(Topics.PRICE_UPDATES)) {
            assertThat(run("undo", "import-1", "--why", "wrong unit", "--no-wait"))
                    .isZero();
            UpdatesWithdrawn withdrawn = (UpdatesWithdrawn)
                    EventCodec.decode(tail.next(), Instant.now()).body();
            assertThat(withdrawn.batch()).isEqualTo("import-1");
            assertThat(withdrawn.why()).isEqualTo("wrong unit");
        }
        assertThat(out.toString()).contains("3 events of the batch are facts").contains("Taking back 12 events");
        assertThat(run("undo", "nope", "--why", "x")).isEqualTo(2);
    }

    // ---- what the sentences above are said of

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(services.options());
        all.addAll(List.of("--kafka", kafka));
        return Publisher.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private Path csv(String... rows) throws IOException {
        return Files.writeString(
                folder.resolve("prices.csv"),
                "model,provider,route,input,output,source,sourceName,observedAt\n" + String.join("\n", rows));
    }

    private static String items(List<?> items) {
        return "{\"items\":" + json(items) + "}";
    }

    private static @Nullable String hold(ConsumerRecord<byte[], byte[]> record) {
        return ((PriceReported) EventCodec.decode(record, Instant.now()).body()).hold();
    }

    private static String json(Object state) {
        return new String(EventJson.write(state), UTF_8);
    }

    private static ModelState model(String id) {
        return new ModelState(
                id,
                1,
                List.of(new ModelState.Fact(
                        ModelField.CONTEXT_TOKENS,
                        "131072",
                        from("list"),
                        null,
                        List.of(new ModelState.Claimed("128000", from("feed"), true)))),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static PriceSheet sheet(String model, PriceSheet.Offer... offers) {
        return new PriceSheet(model, 1, List.of(offers));
    }

    private static PriceSheet.Offer offer(String provider, String input, String source, PriceSheet.Quoted... others) {
        return new PriceSheet.Offer(
                new PriceSheet.Provider(provider, provider, ProviderKind.HOST, null),
                "",
                Terms.PRICED,
                List.of(Rate.standard(Component.INPUT, input)),
                RouteFacts.NONE,
                RouteStatus.LIVE,
                from(source),
                others.length == 0 ? null : "a provider's own list before a scraped page",
                List.of(others),
                null,
                List.of());
    }

    private static PriceSheet.Quoted quoted(String input, String source) {
        return new PriceSheet.Quoted(
                Terms.PRICED, List.of(Rate.standard(Component.INPUT, input)), RouteStatus.LIVE, from(source), true);
    }

    private static Provenance from(String source) {
        return new Provenance(new Source(source, source, null), JULY, JULY, "event-of-" + source);
    }

    private static String letter(String key, String value, String reason) {
        return letter(key, value.getBytes(UTF_8), reason);
    }

    private static String letter(String key, byte[] value, String reason) {
        return letter(key, value, reason, List.of(header("ce_id", "e-7"), header("requeued", "pricing/3: ann")));
    }

    private static String letter(String key, byte[] value, String reason, List<Map<String, String>> headers) {
        return json(Map.of(
                "id",
                7,
                "topic",
                Topics.PRICE_UPDATES,
                "partition",
                0,
                "offset",
                5,
                "reason",
                reason,
                "recordedAt",
                "2026-07-02T00:00:00Z",
                "headers",
                headers,
                "key",
                base64(key.getBytes(UTF_8)),
                "value",
                base64(value)));
    }

    private static Map<String, String> header(String name, String text) {
        return Map.of("name", name, "text", text, "value", base64(text.getBytes(UTF_8)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** What is published from now on. */
    private static final class Tail implements AutoCloseable {

        private final KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());

        private final Deque<ConsumerRecord<byte[], byte[]>> read = new ArrayDeque<>();

        Tail(String topic) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
        }

        ConsumerRecord<byte[], byte[]> next() {
            for (int poll = 0; poll < 300 && read.isEmpty(); poll++) {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
            }
            ConsumerRecord<byte[], byte[]> next = read.poll();
            if (next != null) {
                return next;
            }
            throw new AssertionError("nothing was published (expected: a record)");
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
