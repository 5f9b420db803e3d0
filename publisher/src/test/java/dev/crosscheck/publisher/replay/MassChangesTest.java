package dev.crosscheck.publisher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crosscheck.publisher.RealData;
import dev.crosscheck.publisher.mass.MassThresholds;
import dev.crosscheck.publisher.source.OfferReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which commits of a history touch far more than usual. */
class MassChangesTest {

    /** Small enough to be written by hand: 4 offers, half of the list, 3 times the usual of at least two commits. */
    private static final MassThresholds SMALL =
            new MassThresholds(4, new BigDecimal("0.5"), new BigDecimal(3), 95, 10, 2);

    private final MassChanges changes = new MassChanges(history("list"), SMALL);
    private long seq;

    @Test
    void commitThatTouchesNearlyTheWholeListIsFound() {
        commit(1, "added", 0, 8);
        commit(2, "changed", 0, 1);
        commit(3, "changed", 1, 2);
        commit(4, "changed", 0, 6);
        commit(4, "removed", 6, 7);

        assertThat(changes.found())
                .hasSize(1)
                .containsEntry(
                        day(4),
                        "mass change: it touches 7 of 8 offers (expected: fewer than 4, and it usually touches 1 at most)");
        assertThat(changes.commits()).isEqualTo(3);
    }

    @Test
    void withdrawalsInMassAreFoundToo() {
        commit(1, "added", 0, 8);
        commit(2, "removed", 0, 5);

        assertThat(changes.found()).containsOnlyKeys(day(2));
    }

    @Test
    void longListOfNewOffersTouchesNothing() {
        commit(1, "added", 0, 8);
        commit(2, "added", 8, 100);

        assertThat(changes.found()).isEmpty();
    }

    @Test
    void whatIsUsualForTheSourceIsNoMassChange() {
        commit(1, "added", 0, 8);
        commit(2, "changed", 0, 3);
        commit(3, "changed", 0, 3);
        commit(4, "changed", 0, 5);

        assertThat(changes.found()).isEmpty();
    }

    @Test
    void brokenLineIsNoCommits() {
        commit(1, "added", 0, 8);
        changes.take("{");
        changes.take("{\"seq\":0}");

        assertThat(changes.commits()).isZero();
    }

    /** LiteLLM's file was rewritten on 2026-01-06, and back four hours later; no other of 322 commits is held. */
    @Test
    void massChangeOfLiteLlmIsFoundAndNoOther() throws IOException {
        MassChanges found = real(Histories.liteLlm(), "litellm/events.jsonl");

        assertThat(found.found())
                .isEqualTo(Map.of(
                        Instant.parse("2026-01-06T06:13:46Z"),
                        "mass change: it touches 2283 of 2289 offers (expected: fewer than 458, and it usually touches"
                                + " 22 at most)",
                        Instant.parse("2026-01-06T10:09:31Z"),
                        "mass change: it touches 2218 of 2218 offers (expected: fewer than 444, and it usually touches"
                                + " 25 at most)"));
        assertThat(found.commits()).isEqualTo(322);
    }

    @Test
    void commitsOfOtherHistoriesAreSeldomHeld() throws IOException {
        MassChanges openRouter =
                real(Histories.openRouter(), "openrouter/events-2024-2025.jsonl", "openrouter/events-2026.jsonl");
        MassChanges modelsDev =
                real(history("models.dev"), "models-dev/events-2025.jsonl", "models-dev/events-2026.jsonl");
        MassChanges portkey = real(Histories.portkey(), "portkey/events.jsonl");

        assertThat(openRouter.commits()).isEqualTo(940);
        assertThat(openRouter.found()).hasSize(12);
        assertThat(modelsDev.commits()).isEqualTo(1_305);
        assertThat(modelsDev.found()).hasSize(5);
        assertThat(portkey.commits()).isEqualTo(71);
        assertThat(portkey.found()).isEmpty();
    }

    private static MassChanges real(History history, String... files) throws IOException {
        MassChanges found = new MassChanges(history, MassThresholds.standard());
        for (String file : files) {
            try (Stream<String> lines = Files.lines(RealData.file(file))) {
                lines.forEach(found::take);
            }
        }
        return found;
    }

    /** One whose offers are told apart by provider and name; nothing of them is read here. */
    private static History history(String upstream) {
        OfferReader unread = (_, _, _) -> {
            throw new IllegalStateException("an offer is read (expected: only counted)");
        };
        return new History(upstream, upstream, "", false, unread);
    }

    private void commit(int day, String type, int from, int until) {
        for (int i = from; i < until; i++) {
            String details = type.equals("added") ? ",\"record\":{}" : type.equals("changed") ? ",\"changes\":{}" : "";
            changes.take("""
                    {"seq":%d,"source":"list","type":"offer_%s","ts":"%s","provider":"p","model":"m%d"%s}""".formatted(++seq, type, day(day), i, details));
        }
    }

    private static Instant day(int day) {
        return Instant.parse("2026-01-0" + day + "T00:00:00Z");
    }
}
