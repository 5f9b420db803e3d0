package dev.crosscheck.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crosscheck.local.Replica;
import dev.crosscheck.local.Service;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Replicas of comparison-service share the work and come and go; no page is lost, doubled, or turned back. */
@Tag("long")
class ReplicasTest {

    private static final int MODELS = 24;
    private static final int OFFERS = 2;
    private static final int PRICES = 9;

    /** What the process that tells of changes has under way at most, and another tells again when it is gone. */
    private static final int TOLD_TOGETHER = 500;

    private final Import events = new Import("replicas", MODELS, OFFERS, PRICES);
    private int sent;

    @Test
    void replicasComeAndGoUnderAStreamOfPrices() {
        try (CrosscheckSystem system = CrosscheckSystem.start()) {
            send(system, MODELS + MODELS * OFFERS);
            system.awaitQuiet();
            Replica left = comeAndGo(system);

            killTheFirstWhileItChangesPages(system);
            system.awaitQuiet();

            system.assertPagesAreRight(left);
            assertEachChangeFollowsTheLast(system);
            // Whoever told of changes was killed, or silent, or stopped: each may have left one batch half told.
            ToldChanges.of(system).assertAsRecorded().assertRepeatedAtMost(3 * TOLD_TOGETHER);
            assertThat(metric(system, left, "crosscheck_changes_told_total")).isPositive();
        }
    }

    /** @return the one that is left beside the first */
    private Replica comeAndGo(CrosscheckSystem system) {
        Replica second = system.processes().startReplica(Service.COMPARISON, 2);
        Replica third = system.processes().startReplica(Service.COMPARISON, 3);
        try (PageWatch atFirst = watch(system, system.processes().uri(Service.COMPARISON));
                PageWatch atThird = watch(system, third.uri())) {
            sendPrices(system, 2);
            second.process().kill();
            sendPrices(system, 1);
            Replica fourth = system.processes().startReplica(Service.COMPARISON, 4);

            // Silent for longer than its group waits for it: the others have its share then.
            system.processes().process(Service.COMPARISON).suspend();
            sendPrices(system, 1);
            awaitShown(system, third.uri());
            awaitShown(system, fourth.uri());
            system.processes().process(Service.COMPARISON).resume();

            sendPrices(system, 1);
            third.process().close();
            sendPrices(system, 1);
            system.awaitQuiet();

            awaitShown(system, system.processes().uri(Service.COMPARISON));
            awaitShown(system, fourth.uri());
            atFirst.assertNeverTurnedBack();
            atThird.assertNeverTurnedBack();
            assertThat(recordsTakenBy(system, fourth)).isPositive();
            system.assertPagesAreRight();
            system.assertPagesAreRight(fourth);
            return fourth;
        }
    }

    /** Whatever it had begun is for the one that is left. */
    private void killTheFirstWhileItChangesPages(CrosscheckSystem system) {
        long before = changes(system);
        sendPrices(system, 1);
        await("pages change").atMost(CrosscheckSystem.PATIENCE).until(() -> changes(system) > before);
        system.processes().process(Service.COMPARISON).kill();
        // Whatever the first had told by then, these are for the other to make and to tell.
        sendPrices(system, 1);
    }

    private static long changes(CrosscheckSystem system) {
        return system.count(Service.COMPARISON, "select count(*) from page_change");
    }

    /** A change starts from what the change before it came to: none was lost, none was said twice. */
    private static void assertEachChangeFollowsTheLast(CrosscheckSystem system) {
        assertThat(changes(system))
                .isPositive()
                .isEqualTo(system.count(Service.COMPARISON, "select max(change) from page_change"));
        assertThat(system.query(Service.COMPARISON, """
                        select first_id, second_id, what, before, followed
                        from (select first_id, second_id, difference ->> 'what' as what,
                                     difference ->> 'before' as before,
                                     lag(difference ->> 'after') over same as followed,
                                     row_number() over same as place
                              from page_change, jsonb_array_elements(changes) as difference
                              window same as (partition by first_id, second_id, difference ->> 'what' order by change))
                             as told
                        where place > 1 and before is distinct from followed"""))
                .as("changes that do not start where the last one ended")
                .isEmpty();
    }

    private PageWatch watch(CrosscheckSystem system, URI replica) {
        return new PageWatch(() -> shownPrice(system, replica));
    }

    private void awaitShown(CrosscheckSystem system, URI replica) {
        int last = (sent - MODELS) / (MODELS * OFFERS) - 1;
        await("the page at " + replica + " shows the last price")
                .atMost(CrosscheckSystem.PATIENCE)
                .untilAsserted(() -> assertThat(shownPrice(system, replica)).isEqualTo(last));
    }

    /** Which price of the first model's cheapest offer its page beside the second names as evidence, from 0. */
    private int shownPrice(CrosscheckSystem system, URI replica) {
        String first = events.modelIds().get(0);
        String path = "v1/comparisons/" + first + "/" + events.modelIds().get(1);
        Site.Answer page = system.site().get(replica.resolve(path), "application/json");
        assertThat(page.status()).isEqualTo(200);
        return Pattern.compile('"' + first + "-0-(\\d)\"")
                .matcher(page.body())
                .results()
                .mapToInt(match -> Integer.parseInt(match.group(1)))
                .max()
                .orElse(-1);
    }

    private static double recordsTakenBy(CrosscheckSystem system, Replica replica) {
        return metric(system, replica, "crosscheck_reader_records_total", "handled");
    }

    /** @param labels what is in the lines that count */
    private static double metric(CrosscheckSystem system, Replica replica, String name, String... labels) {
        String metrics = system.site()
                .get(replica.managementUri().resolve("prometheus"), "text/plain")
                .body();
        return metrics.lines()
                .filter(line ->
                        line.startsWith(name) && List.of(labels).stream().allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private void sendPrices(CrosscheckSystem system, int rounds) {
        send(system, rounds * MODELS * OFFERS);
    }

    private void send(CrosscheckSystem system, int count) {
        List<Import.Item> items = events.items().subList(sent, sent + count);
        items.forEach(item -> system.feed().send(item.meta(), item.body()));
        system.feed().flush();
        sent += count;
    }
}
