package dev.crosscheck.publisher.why;

import dev.crosscheck.event.EventJson;
import dev.crosscheck.event.Slug;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.publisher.send.ServiceClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Looks for a price in every place where it can be. */
public final class Investigation {

    private static final int MOST_WAITING = 100_000;

    /** Each is read whole, to see what it is about. */
    private static final int MOST_LETTERS = 500;

    private static final int MOST_HISTORY = 10_000;

    /** Late quotes are many where a feed was replayed; the last few tell. */
    private static final int LATE_SHOWN = 5;

    private final ServiceClient catalog;
    private final ServiceClient pricing;
    private final ServiceClient comparison;
    private final List<Answer> answers = new ArrayList<>();

    public Investigation(ServiceClient catalog, ServiceClient pricing, ServiceClient comparison) {
        this.catalog = catalog;
        this.pricing = pricing;
        this.comparison = comparison;
    }

    /**
     * Everything that was found, what readers see first.
     *
     * @param model    an id, or a spelling
     * @param provider empty for all
     */
    public List<Answer> of(String model, String provider) {
        boolean isKnown =
                Slug.isValid(model) && catalog.get("/v1/models/" + model).isPresent();
        Set<String> models = new LinkedHashSet<>(linked(model));
        if (isKnown) {
            models.add(model);
        }
        models.forEach(known -> {
            sheet(known, provider);
            past(known, provider);
            held(known, provider);
        });
        waiting(model);
        refused(model, provider);
        if (answers.isEmpty()) {
            answers.add(
                    isKnown
                            ? new Answer(
                                    Answer.Kind.UNKNOWN,
                                    model + " " + provider,
                                    "no price of it was ever taken in",
                                    "publish it, or look at the batch it came in: GET /v1/batches/NAME")
                            : new Answer(
                                    Answer.Kind.UNKNOWN,
                                    model,
                                    "no such model, and nothing waits under this spelling",
                                    "is it spelt as its source spells it? \"publish waiting\" lists all that wait"));
        }
        return List.copyOf(answers);
    }

    /** The models that sources call so; nothing if the spelling is nobody's, or no longer linked. */
    private List<String> linked(String spelling) {
        List<String> models = new ArrayList<>();
        for (JsonNode alias : catalog.all("/v1/aliases", Map.of("spelling", spelling), MOST_HISTORY)) {
            if (alias.path("linked").asBoolean(false)) {
                String model = alias.path("model").asString("");
                models.add(model);
                answers.add(new Answer(
                        Answer.Kind.LINKED,
                        spelling,
                        "what " + alias.path("source").asString("") + " calls so is " + model,
                        ""));
            }
        }
        return models;
    }

    private void sheet(String model, String provider) {
        PriceSheet sheet = pricing.get("/v1/price-sheets/" + model)
                .map(json -> EventJson.bind(json, PriceSheet.class))
                .orElse(null);
        if (sheet == null) {
            return;
        }
        String onPages =
                comparison.get("/v1/models/" + model).map(JsonNode::toString).orElse("");
        for (PriceSheet.Offer offer : sheet.offers()) {
            if (!provider.isEmpty() && !offer.provider().id().equals(provider)) {
                continue;
            }
            String name = name(model, offer);
            String text = quoted(offer.terms(), offer.rates()) + ", by "
                    + offer.provenance().source().id() + ", read "
                    + offer.provenance().observedAt();
            if (!onPages.contains("\"" + offer.provider().id() + "\"")) {
                answers.add(new Answer(
                        Answer.Kind.UNDERWAY,
                        name,
                        text + "; pricing has it, the pages have not yet",
                        "\"publish freshness\" says how long that takes"));
            } else if (offer.status() == RouteStatus.RETIRED) {
                answers.add(new Answer(Answer.Kind.RETIRED, name, text + "; its route is retired", ""));
            } else {
                answers.add(new Answer(Answer.Kind.SHOWN, name, text, ""));
            }
            if (offer.underReview() != null) {
                answers.add(new Answer(
                        Answer.Kind.HELD,
                        name,
                        "a newer quote is held for review: " + offer.underReview(),
                        "\"publish quarantine list --model " + model + "\" shows it, and releases or rejects it"));
            }
            for (PriceSheet.Quoted other : offer.others()) {
                answers.add(new Answer(
                        Answer.Kind.BEHIND,
                        name,
                        quoted(other.terms(), other.rates()) + ", by "
                                + other.provenance().source().id() + ", read "
                                + other.provenance().observedAt() + "; shown is "
                                + offer.provenance().source().id()
                                + (offer.rule() == null ? ", which says the same" : ": " + offer.rule()),
                        ""));
            }
        }
    }

    private void past(String model, String provider) {
        List<JsonNode> history = pricing.all("/v1/price-sheets/" + model + "/history", Map.of(), MOST_HISTORY).stream()
                .filter(entry -> provider.isEmpty()
                        || entry.path("provider").asString("").equals(provider))
                .toList();
        history.stream().filter(entry -> entry.path("withdrawn").isObject()).forEach(entry -> withdrawn(model, entry));
        late(
                model,
                history.stream()
                        .filter(entry -> entry.path("kind").asString("").equals("late"))
                        .filter(entry -> !entry.path("withdrawn").isObject())
                        .toList());
    }

    private void withdrawn(String model, JsonNode entry) {
        answers.add(new Answer(
                Answer.Kind.WITHDRAWN,
                model + " on " + entry.path("provider").asString(""),
                "what " + entry.at("/provenance/source/id").asString("") + " said, read "
                        + entry.at("/provenance/observedAt").asString("") + ", was taken back by "
                        + entry.at("/withdrawn/by").asString("") + " at "
                        + entry.at("/withdrawn/at").asString("") + ": "
                        + entry.at("/withdrawn/why").asString(""),
                "if it is right after all, publish it under another id"));
    }

    private void late(String model, List<JsonNode> late) {
        late.subList(Math.max(0, late.size() - LATE_SHOWN), late.size())
                .forEach(entry -> answers.add(new Answer(
                        Answer.Kind.LATE,
                        model + " on " + entry.path("provider").asString(""),
                        "a quote of " + entry.at("/provenance/source/id").asString("") + ", read "
                                + entry.at("/provenance/observedAt").asString("") + ", came at "
                                + entry.path("recordedAt").asString("")
                                + " when a newer one was known; it is in history",
                        "")));
    }

    private void held(String model, String provider) {
        // A version without quarantine holds nothing back.
        if (pricing.get("/v1/quarantine?model=" + model + "&limit=1").isEmpty()) {
            return;
        }
        pricing.all("/v1/quarantine", Map.of("model", model), MOST_HISTORY).stream()
                .filter(item ->
                        List.of("held", "rejected").contains(item.path("state").asString("held")))
                .filter(item -> provider.isEmpty() || item.toString().contains("\"" + provider + "\""))
                .forEach(item -> decision(model, item));
    }

    private void decision(String model, JsonNode item) {
        boolean isRejected = item.path("state").asString("held").equals("rejected");
        JsonNode review = item.path("review");
        answers.add(new Answer(
                isRejected ? Answer.Kind.REJECTED : Answer.Kind.HELD,
                model + ", event "
                        + item.path("event").asString(item.path("eventId").asString("")),
                isRejected && review.isObject()
                        ? "by " + review.path("by").asString("") + " at "
                                + review.path("at").asString("") + ": "
                                + review.path("why").asString("")
                        : item.path("reason").asString(""),
                isRejected
                        ? "\"publish quarantine release\" takes that back"
                        : "\"publish quarantine release\" or \"reject\" decides"));
    }

    private void waiting(String model) {
        for (ServiceClient service : List.of(pricing, catalog)) {
            service.all("/v1/waiting", Map.of(), MOST_WAITING).stream()
                    .filter(item -> item.path("met").asString("").equals(model))
                    .forEach(item -> answers.add(new Answer(
                            Answer.Kind.WAITING,
                            "event " + item.path("event").asString(""),
                            "since " + item.path("recordedAt").asString("") + " for its "
                                    + item.path("field").asString("") + " to become known: source "
                                    + item.path("source").asString("") + " spells it "
                                    + item.path("met").asString(""),
                            "make the spelling known: a models row with alias:"
                                    + item.path("source").asString("") + ", or \"publish identity link\"")));
        }
    }

    private void refused(String model, String provider) {
        List<JsonNode> letters = pricing.all("/v1/dead-letters", Map.of(), MOST_WAITING);
        for (JsonNode summary : letters.subList(Math.max(0, letters.size() - MOST_LETTERS), letters.size())) {
            String id = summary.path("id").asString("");
            pricing.get("/v1/dead-letters/" + id)
                    .filter(letter -> isOf(letter, model) && (provider.isEmpty() || says(letter, provider)))
                    .ifPresent(letter -> answers.add(new Answer(
                            Answer.Kind.REFUSED,
                            "dead letter " + id,
                            "at " + letter.path("recordedAt").asString("") + ": "
                                    + letter.path("reason").asString(""),
                            "mend it: \"publish dead-letters show pricing " + id + "\", then \"requeue pricing " + id
                                    + " --value FILE\"")));
        }
    }

    private static boolean isOf(JsonNode letter, String model) {
        return text(letter, "key").equals(model) || says(letter, model);
    }

    private static boolean says(JsonNode letter, String id) {
        return text(letter, "value").contains("\"" + id + "\"");
    }

    private static String text(JsonNode letter, String field) {
        try {
            return new String(Base64.getDecoder().decode(letter.path(field).asString("")), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private static String name(String model, PriceSheet.Offer offer) {
        return model + " on " + offer.provider().id() + (offer.route().isEmpty() ? "" : " (" + offer.route() + ")");
    }

    private static String quoted(Terms terms, List<Rate> rates) {
        return terms == Terms.PRICED
                ? rates.stream()
                        .filter(Rate::isUnconditional)
                        .map(rate -> word(rate.component()) + " " + rate.price())
                        .collect(Collectors.joining(", "))
                : word(terms);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
