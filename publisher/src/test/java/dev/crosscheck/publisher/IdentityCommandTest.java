package dev.crosscheck.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.event.EventMeta;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.catalog.SpellingLinked;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.PriceUnit;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.local.test.TestInfrastructure;
import dev.crosscheck.publisher.send.EventSender;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdentityCommandTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    private static final Source MODELS_DEV = new Source("models-dev", "models.dev", null);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String kafka = "";
    private FakeServices services;

    @BeforeEach
    void oneModelIsKnownAndThreeSpellingsWait() {
        kafka = TestInfrastructure.shared().kafka().bootstrapServers();
        TestInfrastructure.shared().kafka().createTopics(Topics.ALL);
        services = new FakeServices(kafka);
        try (EventSender sender = EventSender.connect(kafka)) {
            send(
                    sender,
                    new ModelReported(
                            "glm-5.1", MODELS_DEV, MONDAY, null, false, Map.of(ModelField.NAME, "GLM-5.1"), List.of()));
            send(sender, offer("fireworks-ai", "accounts/fireworks/models/glm-5p1"));
            send(sender, offer("groq", "glm-5.1-fast"));
            send(sender, offer("poe", "somebody-elses"));
            sender.flush();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> services.received().size() == 4);
    }

    @AfterEach
    void stopServices() {
        services.close();
    }

    @Test
    void suggestTellsWhatARuleKnowsFromWhatComesNear() {
        assertThat(run("suggest")).as(err.toString()).isZero();

        assertThat(out.toString().lines())
                .anyMatch(line -> line.contains("fireworks-ai/accounts/fireworks/models/glm-5p1")
                        && line.contains("same")
                        && line.contains("fireworks-path"))
                .anyMatch(line -> line.contains("groq/glm-5.1-fast")
                        && line.contains("maybe")
                        && line.contains("says more: fast"))
                .contains("3 spellings wait: 1 by rule, 1 with suggestions, 1 that come near no model");
    }

    @Test
    void applyLinksNothingUnlessItIsToldTo() {
        assertThat(run("apply")).isZero();

        assertThat(out.toString()).contains("1 would be linked (--yes links them)");
        assertThat(links()).isEmpty();
    }

    @Test
    void applyLinksWhatARuleKnowsWithTheRuleAsTheReason() {
        assertThat(run("apply", "--yes")).as(err.toString()).isZero();

        assertThat(links()).singleElement().satisfies(link -> {
            assertThat(link.model()).isEqualTo("glm-5.1");
            assertThat(link.alias().spelling()).isEqualTo("fireworks-ai/accounts/fireworks/models/glm-5p1");
            assertThat(link.by()).isEqualTo("publish identity apply");
            assertThat(link.why()).contains("fireworks-path");
        });
    }

    @Test
    void personLinksAndUnlinksWithAReasonAndTheListShowsIt() {
        assertThat(run("link", "models-dev", "groq/glm-5.1-fast", "glm-5.1", "--why", "Groq says so.", "--by", "Ada"))
                .as(err.toString())
                .isZero();
        assertThat(run("unlink", "models-dev", "groq/glm-5.1-fast", "glm-5.1", "--why", "It is not.", "--by", "Ada"))
                .isZero();

        assertThat(links()).extracting(SpellingLinked::linked).containsExactly(true, false);
        out.getBuffer().setLength(0);
        assertThat(run("list")).isZero();
        assertThat(out.toString()).contains("groq/glm-5.1-fast").contains("Ada").contains("Groq says so.");
    }

    @Test
    void linkWithoutAReasonIsNone() {
        assertThat(run("link", "models-dev", "x", "glm-5.1")).isEqualTo(2);
        assertThat(run("link", "models-dev", "x", "Not A Slug", "--why", "y")).isEqualTo(2);
        assertThat(err.toString()).contains("model: Not A Slug");
    }

    private List<SpellingLinked> links() {
        return services.received().stream()
                .map(event -> event.body())
                .filter(SpellingLinked.class::isInstance)
                .map(SpellingLinked.class::cast)
                .toList();
    }

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of("identity"));
        all.addAll(List.of(args));
        all.addAll(List.of("--catalog-url", services.catalogUrl()));
        all.addAll(List.of("--pricing-url", services.pricingUrl()));
        all.addAll(List.of("--kafka", kafka));
        return Publisher.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private static void send(EventSender sender, Object event) {
        sender.send(EventMeta.of(UUID.randomUUID().toString(), "/test", MONDAY), event);
    }

    private static PriceReported offer(String provider, String route) {
        return new PriceReported(
                provider + "/" + route,
                provider,
                route,
                Terms.UNKNOWN,
                "USD",
                PriceUnit.USD_PER_MILLION_TOKENS,
                List.of(),
                RouteFacts.NONE,
                RouteStatus.LIVE,
                MODELS_DEV,
                MONDAY,
                null,
                false);
    }
}
