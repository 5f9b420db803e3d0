package dev.crosscheck.comparison.page;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.catalog.Better;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.catalog.Setting;
import dev.crosscheck.event.catalog.StatementKind;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Builds a profile fact by fact, all from one source and day unless told otherwise. */
public final class ProfileBuilder {

    private final String model;
    private final List<ModelState.Fact> facts = new ArrayList<>();
    private final List<ModelState.Score> scores = new ArrayList<>();
    private final List<ModelState.Statement> statements = new ArrayList<>();
    private final List<ModelState.Take> takes = new ArrayList<>();
    private final List<Offer> offers = new ArrayList<>();
    private Provenance provenance;

    private ProfileBuilder(String model) {
        this.model = model;
        from("llm-reference", "LLM Reference", "2026-05-16");
    }

    public static ProfileBuilder model(String id) {
        return new ProfileBuilder(id);
    }

    /** What follows is from this source, as read at noon of this day. */
    public ProfileBuilder from(String source, String name, String day) {
        provenance = provenance(source, name, day);
        return this;
    }

    public ProfileBuilder fact(ModelField field, String value) {
        return fact(field, value, null, List.of());
    }

    public ProfileBuilder fact(ModelField field, String value, String rule, List<ModelState.Claimed> others) {
        facts.add(new ModelState.Fact(field, field.type().canonical(field.id(), value), provenance, rule, others));
        return this;
    }

    public ProfileBuilder percent(String benchmark, String name, String value) {
        return score(benchmark, name, Unit.PERCENT, Better.HIGHER, Setting.UNSTATED, value, null, null);
    }

    public ProfileBuilder score(
            String benchmark,
            String name,
            Unit unit,
            Better better,
            Setting setting,
            String value,
            String low,
            String high) {
        scores.add(new ModelState.Score(
                new ModelState.Benchmark(benchmark, name, "What " + name + " measures.", unit, better, null, null),
                setting,
                new BigDecimal(value),
                low == null ? null : new BigDecimal(low),
                high == null ? null : new BigDecimal(high),
                null,
                null,
                provenance,
                null,
                List.of()));
        return this;
    }

    public ProfileBuilder statement(String id, StatementKind kind, String audience, String text) {
        statements.add(new ModelState.Statement(id, kind, audience, text, provenance));
        return this;
    }

    public ProfileBuilder take(String id, List<String> models, String markdown) {
        takes.add(new ModelState.Take(id, models, markdown, "An editor", List.of(provenance.source()), provenance));
        return this;
    }

    /** A live route with an input and an output price. */
    public ProfileBuilder priced(String provider, String name, ProviderKind kind, String input, String output) {
        return offer(
                provider,
                name,
                kind,
                Terms.PRICED,
                RouteStatus.LIVE,
                RouteFacts.NONE,
                List.of(Rate.standard(Component.INPUT, input), Rate.standard(Component.OUTPUT, output)));
    }

    /** A route of which only its existence and status are known. */
    public ProfileBuilder route(String provider, String name, ProviderKind kind, RouteStatus status) {
        return offer(provider, name, kind, Terms.UNKNOWN, status, RouteFacts.NONE, List.of());
    }

    public ProfileBuilder offer(
            String provider,
            String name,
            ProviderKind kind,
            Terms terms,
            RouteStatus status,
            RouteFacts served,
            List<Rate> rates) {
        offers.add(new Offer(
                new PriceSheet.Provider(provider, name, kind, null),
                "",
                terms,
                rates,
                served,
                status,
                provenance,
                null,
                List.of(),
                null,
                List.of()));
        return this;
    }

    public ProfileBuilder offer(Offer offer) {
        offers.add(offer);
        return this;
    }

    public Profile build() {
        return new Profile(
                new ModelState(model, 1, facts, scores, statements, takes, List.of()),
                offers.isEmpty() ? null : new PriceSheet(model, 1, offers));
    }

    public static RouteFacts serving(long contextTokens) {
        return new RouteFacts(contextTokens, null, null, Map.of());
    }

    public static Provenance provenance(String source, String name, String day) {
        Instant noon = Instant.parse(day + "T12:00:00Z");
        return new Provenance(
                new Source(source, name, "https://example.org/" + source), noon, noon, source + "-" + day);
    }
}
