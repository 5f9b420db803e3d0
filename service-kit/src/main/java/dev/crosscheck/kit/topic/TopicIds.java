package dev.crosscheck.kit.topic;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which topics those of these names are: one that is deleted and made again has another id.
 *
 * <p>A consumer does not tell. Somebody else is asked now and then, for the time of the question, and nobody waits for
 * the answer: records that were skipped in a new topic meanwhile are read when it is begun anew. One thread at a time.
 */
public final class TopicIds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicIds.class);

    /** How long a topic that was made anew may go unnoticed while its offsets fit. */
    public static final Duration ASK_EVERY = Duration.ofSeconds(30);

    private final Supplier<Admin> admins;
    private final Collection<String> topics;
    private final Duration askEvery;
    private long lastAsked = System.nanoTime();
    private @Nullable Asked asked;

    /** A question under way, and whom it was put to. */
    private record Asked(Admin admin, Map<String, KafkaFuture<TopicDescription>> answers) {}

    /** @param admins makes a client for one question */
    public TopicIds(Supplier<Admin> admins, Collection<String> topics, Duration askEvery) {
        this.admins = admins;
        this.topics = List.copyOf(topics);
        this.askEvery = askEvery;
    }

    /** The ids that have been answered since the last call, by topic. Mostly none, and never waited for. */
    Map<String, String> news() {
        if (asked == null) {
            if (System.nanoTime() - lastAsked >= askEvery.toNanos()) {
                ask();
            }
            return Map.of();
        }
        if (!asked.answers().values().stream().allMatch(KafkaFuture::isDone)) {
            return Map.of();
        }
        Map<String, String> ids = ids(asked.answers());
        close();
        return ids;
    }

    /** Gives up a question that is under way. */
    @Override
    public void close() {
        if (asked != null) {
            asked.admin().close(Duration.ZERO);
            asked = null;
        }
    }

    private void ask() {
        lastAsked = System.nanoTime();
        try {
            Admin admin = admins.get();
            asked = new Asked(admin, admin.describeTopics(topics).topicNameValues());
        } catch (KafkaException e) {
            unanswered(topics.toString(), e);
        }
    }

    private static Map<String, String> ids(Map<String, KafkaFuture<TopicDescription>> answers) {
        Map<String, String> ids = new HashMap<>();
        answers.forEach((topic, answer) -> {
            try {
                Uuid id = answer.get().topicId();
                if (!id.equals(Uuid.ZERO_UUID)) {
                    ids.put(topic, id.toString());
                }
            } catch (ExecutionException e) {
                // There is none at the moment, or the broker is away; whoever reads it says so.
                unanswered(topic, e);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        return ids;
    }

    private static void unanswered(String topics, Exception why) {
        LOG.atDebug()
                .addKeyValue("topics", topics)
                .addKeyValue("because", String.valueOf(why.getMessage()))
                .log("Nobody says which topic it is; asking again later");
    }
}
