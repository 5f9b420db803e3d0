package dev.crosscheck.comparison.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.fact.Facts;
import dev.crosscheck.comparison.fact.HeldProfile;
import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.fact.ProfileStore;
import dev.crosscheck.comparison.refresh.DirtyModels;
import dev.crosscheck.comparison.refresh.DirtyModels.Mark;
import dev.crosscheck.comparison.refresh.Lag;
import dev.crosscheck.comparison.refresh.RefreshLoop;
import dev.crosscheck.comparison.refresh.TracedModels;
import dev.crosscheck.event.EventCodec;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.Received;
import dev.crosscheck.event.Topics;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.deadletter.DeadLetters;
import dev.crosscheck.kit.outbox.Origin;
import dev.crosscheck.kit.topic.TopicHandler;
import dev.crosscheck.kit.trace.Carried;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes down the states it hears of and marks the models whose pages show them. Pages are stored
 * later, by the refresher; readers see the new state as soon as it has committed.
 */
@Singleton
final class StateIntake implements TopicHandler {

    private final ProfileStore profiles;
    private final Facts facts;
    private final FactView view;
    private final DirtyModels dirty;
    private final DeadLetters deadLetters;
    private final RefreshLoop refresher;
    private final Lag lag;
    private final TracedModels traced;
    private final Clock clock;

    /** What the last batch changed, kept from its transaction until that has committed. */
    private Taken taken = Taken.NOTHING;

    StateIntake(
            ProfileStore profiles,
            Facts facts,
            FactView view,
            DirtyModels dirty,
            DeadLetters deadLetters,
            RefreshLoop refresher,
            Lag lag,
            TracedModels traced,
            Clock clock) {
        this.profiles = profiles;
        this.facts = facts;
        this.view = view;
        this.dirty = dirty;
        this.deadLetters = deadLetters;
        this.refresher = refresher;
        this.lag = lag;
        this.traced = traced;
        this.clock = clock;
    }

    /** @param traces by which step a model was marked, for those that are traced */
    private record Taken(
            List<KnownModel> models, List<Instant> publishedAt, List<Instant> origins, Map<String, String> traces) {
        static final Taken NOTHING = new Taken(List.of(), List.of(), List.of(), Map.of());
    }

    @Override
    public List<String> topics() {
        return List.of(Topics.MODELS, Topics.PRICE_SHEETS);
    }

    @Override
    public String group() {
        return "comparison-service";
    }

    /** Pages are made of nothing else. */
    @Override
    public boolean isNeededToServe() {
        return true;
    }

    /** Pages are made from the view: what another replica took in may be on its way here still. */
    @Override
    public void takeOver(DSLContext dsl) {
        facts.catchUp(dsl);
    }

    /** Safe to repeat: a second delivery finds nothing newer, and marks no model. */
    @Override
    public void handle(DSLContext tx, List<ConsumerRecord<byte[], byte[]>> records) {
        Pipeline pipeline = Pipeline.of(tx);
        handle(pipeline, records);
        pipeline.flush();
    }

    @Override
    public void handle(Pipeline tx, List<ConsumerRecord<byte[], byte[]>> records) {
        taken = Taken.NOTHING;
        Map<String, Heard> heard = understand(tx, records);
        if (heard.isEmpty()) {
            return;
        }
        Map<String, HeldProfile> held = facts.held(tx, profiles.lock(tx, heard.keySet()));
        List<HeldProfile> newer = new ArrayList<>();
        List<Mark> marks = new ArrayList<>();
        List<Instant> origins = new ArrayList<>();
        heard.forEach((model, news) -> {
            HeldProfile before = held.get(model);
            if (before == null) {
                throw new IllegalStateException("profile of " + model + ": none (expected: the one just locked)");
            }
            switch (ProfileUpdate.decide(before, news.catalog, news.prices)) {
                case ProfileUpdate.Old _ -> {}
                case ProfileUpdate.Unseen(HeldProfile profile) -> newer.add(profile);
                case ProfileUpdate.Seen(HeldProfile profile, List<String> causes) -> {
                    newer.add(profile);
                    marks.add(new Mark(model, profile.pageRevision(), news.publishedAt, causes));
                    if (news.origin != null) {
                        origins.add(news.origin);
                    }
                }
            }
        });
        if (!newer.isEmpty()) {
            profiles.keep(tx, held, newer);
            dirty.mark(tx, marks);
            taken = new Taken(
                    newer.stream().flatMap(profile -> profile.known().stream()).toList(),
                    marks.stream().map(Mark::publishedAt).toList(),
                    origins,
                    traces(tx.dsl(), marks));
        }
    }

    private static Map<String, String> traces(DSLContext tx, List<Mark> marks) {
        Map<String, String> traces = new HashMap<>();
        for (Mark mark : marks) {
            String traceparent = Carried.of(tx, mark.model().getBytes(UTF_8));
            if (traceparent != null) {
                traces.put(mark.model(), traceparent);
            }
        }
        return traces;
    }

    @Override
    public void afterCommit() {
        Taken committed = taken;
        taken = Taken.NOTHING;
        view.accept(committed.models());
        lag.visible(committed.publishedAt());
        lag.visibleSince(committed.origins());
        traced.marked(committed.traces());
        if (!committed.publishedAt().isEmpty()) {
            refresher.wake();
        }
    }

    private Map<String, Heard> understand(Pipeline tx, List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, Heard> heard = new TreeMap<>();
        Instant now = clock.instant();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                Received received = EventCodec.decode(record, now);
                heard.computeIfAbsent(EventCodec.keyOf(received.body()), _ -> new Heard())
                        .take(received, Origin.carriedBy(record).orElse(null));
            } catch (InvalidEventException e) {
                deadLetters.add(tx.tx(), record, e.field() + ": " + e.met() + " (expected: " + e.expected() + ")");
            }
        }
        return heard;
    }

    /** The newest that one batch says of a model. */
    private static final class Heard {

        private @Nullable ModelState catalog;
        private @Nullable PriceSheet prices;
        private Instant publishedAt = Instant.MIN;

        /** When that was sent which is behind the newest; null if it does not say. */
        private @Nullable Instant origin;

        void take(Received received, @Nullable Instant from) {
            switch (received.body()) {
                case ModelState state when catalog == null || state.revision() > catalog.revision() -> catalog = state;
                case PriceSheet sheet when prices == null || sheet.revision() > prices.revision() -> prices = sheet;
                default -> {
                    return;
                }
            }
            if (received.meta().time().isAfter(publishedAt)) {
                publishedAt = received.meta().time();
                origin = from;
            }
        }
    }
}
