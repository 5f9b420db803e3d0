package dev.crosscheck.publisher.replay;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.pricing.PriceReported;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.publisher.source.Mapping;
import dev.crosscheck.publisher.source.Offer;
import dev.crosscheck.publisher.source.OfferReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Folds a history, line by line, into whole offers as they stood after each line. A change says what is different; our
 * events say what is.
 */
public final class OfferFold {

    private static final String BROKEN = "broken";

    private final History history;
    private final Map<String, State> offers = new HashMap<>();
    private long lastSeq;

    public OfferFold(History history) {
        this.history = history;
    }

    /** An offer that upstream lists. */
    private static final class State {
        private final FlatRecord record;
        private @Nullable String link;
        private @Nullable Offer told;

        private State(FlatRecord record, @Nullable String link) {
            this.record = record;
            this.link = link;
        }
    }

    /**
     * @param where the line, for the reason if it is broken: {@code events.jsonl:12}
     * @param line  as it stands in the file
     */
    public Step take(String where, String line) {
        OfferEvent event;
        try {
            event = OfferEvent.read(EventJson.readTree(line.getBytes(StandardCharsets.UTF_8)), history.upstream());
            if (event.seq() <= lastSeq) {
                throw new InvalidEventException("seq", event.seq(), "more than " + lastSeq + ", the one before");
            }
        } catch (InvalidEventException e) {
            return new Step.Refused(BROKEN, where + ": " + reason(e));
        }
        lastSeq = event.seq();
        String kind = event.type().name().toLowerCase(Locale.ROOT);
        try {
            return switch (event.type()) {
                case ADDED -> added(kind, event);
                case CHANGED -> changed(kind, event);
                case REMOVED -> removed(kind, event);
            };
        } catch (InvalidEventException e) {
            return new Step.Refused(kind, "seq " + event.seq() + ": " + reason(e));
        }
    }

    /** Every offer that is listed after the lines so far, as it was last told; those refused are not among them. */
    public List<Offer> standing() {
        return offers.values().stream()
                .map(state -> Optional.ofNullable(state.told))
                .flatMap(Optional::stream)
                .toList();
    }

    private Step added(String kind, OfferEvent event) {
        State state = new State(new FlatRecord(details(event)), event.link());
        State before = offers.putIfAbsent(history.key(event), state);
        if (before != null) {
            throw new InvalidEventException("model", event.model(), "an offer that is not listed yet");
        }
        return tell(kind, event, state);
    }

    private Step changed(String kind, OfferEvent event) {
        State state = listed(event);
        details(event).forEachEntry((path, change) -> {
            if (!change.isArray() || change.size() != 2) {
                throw new InvalidEventException("changes." + path, change, "[old, new]");
            }
            JsonNode value = change.get(1);
            if (path.equals("canonical")) {
                state.link = value.isNull() ? null : value.asString("");
            } else {
                state.record.set(path, value);
            }
        });
        return tell(kind, event, state);
    }

    private Step removed(String kind, OfferEvent event) {
        State state = listed(event);
        offers.remove(history.key(event));
        Offer told = state.told;
        return told == null
                ? new Step.NoNews(kind, event.seq(), event.at())
                : new Step.Told(kind, event.seq(), event.at(), retired(told, event.at()), List.of(), List.of());
    }

    private State listed(OfferEvent event) {
        State state = offers.get(history.key(event));
        if (state == null) {
            throw new InvalidEventException("model", event.model(), "an offer that is listed");
        }
        return state;
    }

    private Step tell(String kind, OfferEvent event, State state) {
        ObjectNode body = state.record.nested();
        ObjectNode entry = history.under().isEmpty()
                ? body
                : EventJson.MAPPER.createObjectNode().set(history.under(), body);
        Mapping<Offer> mapping = Mapping.of(
                "seq " + event.seq(),
                notes -> history.reader()
                        .read(
                                new OfferReader.Entry(event.provider(), event.model(), state.link, entry),
                                event.at(),
                                notes));
        return switch (mapping) {
            case Mapping.Refused<Offer>(String where, String reason) -> new Step.Refused(kind, where + ": " + reason);
            case Mapping.Mapped<Offer> mapped -> {
                Offer offer = mapped.event();
                Offer before = state.told;
                if (before != null && saysTheSame(before.price(), offer.price())) {
                    yield new Step.NoNews(kind, event.seq(), event.at());
                }
                PriceReported since = with(offer.price(), offer.price().status(), event.at());
                state.told = new Offer(since, offer.resolved());
                List<Offer> left = new ArrayList<>();
                if (before != null && hasLeft(before, offer)) {
                    left.add(retired(before, event.at()));
                }
                yield new Step.Told(kind, event.seq(), event.at(), state.told, left, mapped.notes());
            }
        };
    }

    /**
     * Whether something must be withdrawn, because the offer now goes by another name. One that upstream had not
     * linked to a model was told under a name of its own; a link added later names the same offer.
     */
    private static boolean hasLeft(Offer before, Offer now) {
        boolean sameRoute = before.price().provider().equals(now.price().provider())
                && before.price().route().equals(now.price().route());
        boolean sameModel = before.price().model().equals(now.price().model());
        return !sameRoute || (!sameModel && before.resolved());
    }

    private static boolean saysTheSame(PriceReported one, PriceReported other) {
        return with(one, one.status(), Instant.EPOCH).equals(with(other, other.status(), Instant.EPOCH));
    }

    private static Offer retired(Offer offer, Instant at) {
        return new Offer(with(offer.price(), RouteStatus.RETIRED, at), offer.resolved());
    }

    private static PriceReported with(PriceReported price, RouteStatus status, Instant at) {
        return new PriceReported(
                price.model(),
                price.provider(),
                price.route(),
                price.terms(),
                price.currency(),
                price.unit(),
                price.rates(),
                price.facts(),
                status,
                price.source(),
                at,
                at,
                price.correction());
    }

    private static JsonNode details(OfferEvent event) {
        JsonNode details = event.details();
        if (details == null) {
            throw new IllegalStateException(event.type() + " without details (expected: read with them)");
        }
        return details;
    }

    private static String reason(InvalidEventException e) {
        return e.field() + ": " + e.met() + " (expected: " + e.expected() + ")";
    }
}
