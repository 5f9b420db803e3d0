package dev.crosscheck.kit.intake;

import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.deadletter.DeadLetters;
import dev.crosscheck.kit.inbox.Outcome;
import dev.crosscheck.kit.topic.TopicHandler;
import io.micronaut.context.annotation.EachBean;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jooq.DSLContext;

/** Takes in what is published on the topic of an {@link UpdateIntake}, and sets aside what it refuses. */
@EachBean(UpdateIntake.class)
final class IntakeReader implements TopicHandler {

    private final UpdateIntake intake;
    private final DeadLetters deadLetters;

    IntakeReader(UpdateIntake intake, DeadLetters deadLetters) {
        this.intake = intake;
        this.deadLetters = deadLetters;
    }

    @Override
    public List<String> topics() {
        return List.of(intake.topic());
    }

    @Override
    public String group() {
        return intake.group();
    }

    @Override
    public boolean isBeginning() {
        return true;
    }

    @Override
    public void handle(DSLContext tx, List<ConsumerRecord<byte[], byte[]>> records) {
        Pipeline pipeline = Pipeline.of(tx);
        handle(pipeline, records);
        pipeline.flush();
    }

    @Override
    public void handle(Pipeline tx, List<ConsumerRecord<byte[], byte[]>> records) {
        List<ItemResult> results = intake.take(tx, records);
        for (int i = 0; i < records.size(); i++) {
            ItemResult result = results.get(i);
            if (result.outcome() == Outcome.REFUSED) {
                deadLetters.add(tx.tx(), records.get(i), String.valueOf(result.detail()));
            }
        }
    }
}
