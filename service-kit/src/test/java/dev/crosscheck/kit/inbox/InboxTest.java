package dev.crosscheck.kit.inbox;

import static dev.crosscheck.kit.inbox.Outcome.ACCEPTED;
import static dev.crosscheck.kit.inbox.Outcome.DUPLICATE;
import static dev.crosscheck.kit.inbox.Outcome.REFUSED;
import static dev.crosscheck.kit.inbox.Outcome.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crosscheck.kit.Kit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InboxTest {

    private static Kit kit;
    private static Inbox inbox;

    @BeforeAll
    static void start() {
        kit = Kit.start(false);
        inbox = kit.context.getBean(Inbox.class);
    }

    @AfterAll
    static void stop() {
        kit.close();
    }

    @Test
    void takenEventIsKnownAndARefusedOneMayComeAgain() {
        inbox.record(kit.dsl(), "taken", null, ACCEPTED, null);
        inbox.record(kit.dsl(), "refused", null, REFUSED, "field: 1 (expected: 2)");

        assertThat(inbox.alreadyTaken(kit.dsl(), List.of("taken", "refused", "unheard")))
                .containsExactly("taken");
        assertThat(inbox.isNew(kit.dsl(), "refused")).isTrue();

        inbox.record(kit.dsl(), "refused", null, ACCEPTED, null);
        assertThat(inbox.find(kit.dsl(), "refused")).hasValueSatisfying(event -> {
            assertThat(event.outcome()).isEqualTo(ACCEPTED);
            assertThat(event.detail()).isNull();
        });
    }

    @Test
    void eventTakenByAnotherMeanwhileIsSeen() {
        inbox.record(kit.dsl(), "twice", null, ACCEPTED, null);

        assertThatThrownBy(() -> inbox.record(kit.dsl(), "twice", null, ACCEPTED, null))
                .isInstanceOf(ConcurrentlyTakenException.class);
    }

    @Test
    void batchCountsFollowItsEvents() {
        inbox.recordAll(
                kit.dsl(),
                List.of(
                        new Taken("b1", "batch", ACCEPTED, null),
                        new Taken("b2", "batch", WAITING, "field: x (expected: y)"),
                        new Taken("b1", "batch", DUPLICATE, null)));
        assertThat(inbox.ofBatch(kit.dsl(), "batch"))
                .containsEntry(ACCEPTED, 1L)
                .containsEntry(WAITING, 1L)
                .containsEntry(DUPLICATE, 1L);

        inbox.settleAll(kit.dsl(), List.of(new Taken("b2", "batch", ACCEPTED, null)));
        inbox.settleAll(kit.dsl(), List.of(new Taken("b2", "batch", REFUSED, null)));

        assertThat(inbox.ofBatch(kit.dsl(), "batch"))
                .containsEntry(ACCEPTED, 2L)
                .containsEntry(WAITING, 0L);
        assertThat(inbox.find(kit.dsl(), "b2").orElseThrow().outcome()).isEqualTo(ACCEPTED);
    }
}
