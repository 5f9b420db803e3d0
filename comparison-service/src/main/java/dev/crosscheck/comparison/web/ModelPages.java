package dev.crosscheck.comparison.web;

import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.page.Block;
import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.FieldText;
import dev.crosscheck.comparison.page.RateText;
import dev.crosscheck.comparison.page.SettingText;
import dev.crosscheck.comparison.page.Tokens;
import dev.crosscheck.comparison.page.Usd;
import dev.crosscheck.comparison.web.ModelPage.FactRow;
import dev.crosscheck.comparison.web.ModelPage.OfferRow;
import dev.crosscheck.comparison.web.ModelPage.PointRow;
import dev.crosscheck.comparison.web.ModelPage.ScoreRow;
import dev.crosscheck.comparison.web.ModelPage.StatementRow;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Texts;
import dev.crosscheck.event.catalog.FieldType;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.catalog.StatementKind;
import dev.crosscheck.event.catalog.Unit;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.PriceSheet.PricePoint;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lays out what is known of a model, each part with the facts behind it. Pure. */
final class ModelPages {

    /** Components that have a column of their own; others are listed beside. */
    private static final List<Component> COLUMNS = List.of(Component.INPUT, Component.OUTPUT, Component.CACHE_READ);

    private final KnownModel model;
    private final Digest digest;
    private final EvidenceNotes notes;

    private ModelPages(KnownModel model, Digest digest) {
        this.model = model;
        this.digest = digest;
        this.notes = new EvidenceNotes(Map.of(), id -> digest.name());
    }

    static ModelPage of(KnownModel model, List<Digest> all, List<HomeView.Option> options) {
        Digest digest = all.stream()
                .filter(other -> other.id().equals(model.id()))
                .findFirst()
                .orElseGet(() -> FactDigests.digest(model));
        return new ModelPages(model, digest).page(all, options);
    }

    private ModelPage page(List<Digest> all, List<HomeView.Option> options) {
        ModelState state = model.profile().catalog();
        PriceSheet prices = model.profile().prices();
        List<OfferRow> live = new ArrayList<>();
        List<OfferRow> gone = new ArrayList<>();
        List<FactRow> facts = state.facts().stream().map(this::fact).toList();
        for (Offer offer : prices == null ? List.<Offer>of() : prices.offers()) {
            (isLive(offer) ? live : gone).add(offer(offer));
        }
        List<Instant> observed = observed(state, prices);
        return new ModelPage(
                model.id(),
                digest.name(),
                digest.maker(),
                summary(live.size()),
                observed.isEmpty() ? null : PageView.day(observed.getLast()),
                observed.isEmpty() ? null : PageView.day(observed.getFirst()),
                facts,
                live,
                gone,
                state.scores().stream().map(this::score).toList(),
                statements(state),
                state.takes().stream()
                        .map(take ->
                                new Block.Opinion(take.markdown(), take.author(), take.sources(), take.provenance()))
                        .toList(),
                Neighbours.of(List.of(digest), all),
                options.stream()
                        .filter(option -> !option.id().equals(model.id()))
                        .toList(),
                notes);
    }

    private String summary(int live) {
        String routes = live == 0 ? "no live route" : live == 1 ? "one live route" : live + " live routes";
        String price = digest.blended() == null
                ? "no tracked price"
                : Usd.exact(digest.blended()) + " per 1M tokens on the cheapest, at 70 % input and 30 % output";
        return Character.toUpperCase(routes.charAt(0)) + routes.substring(1) + "; " + price + ".";
    }

    private FactRow fact(ModelState.Fact fact) {
        boolean flag = fact.field().type() instanceof FieldType.Flag;
        boolean link = fact.field().type() instanceof FieldType.Url && Texts.isWebUrl(fact.value());
        List<Evidence> behind = new ArrayList<>();
        behind.add(evidence(fact.field().id(), fact.value(), fact.provenance(), 0));
        for (ModelState.Claimed other : fact.others()) {
            behind.add(evidence(fact.field().id(), other.value(), other.provenance(), behind.size()));
        }
        return new FactRow(
                FieldText.label(fact.field()),
                FieldText.value(fact.field(), fact.value()),
                link ? fact.value() : null,
                flag ? (fact.value().equals("true") ? "✓" : "✕") : null,
                fact.rule(),
                notes.ofAll(behind));
    }

    private OfferRow offer(Offer offer) {
        String field = "offer/" + offer.provider().id() + (offer.route().isEmpty() ? "" : "/" + offer.route());
        List<Evidence> behind = new ArrayList<>();
        behind.add(evidence(field, RateText.fact(offer), offer.provenance(), 0));
        for (PriceSheet.Quoted other : offer.others()) {
            behind.add(evidence(
                    field,
                    RateText.terms(other.terms()) + RateText.rates(other.rates()),
                    other.provenance(),
                    behind.size()));
        }
        List<PricePoint> history = StepLine.inOrder(offer.history());
        String url = offer.provider().url();
        return new OfferRow(
                offer.provider().name(),
                url != null && Texts.isWebUrl(url) ? url : null,
                offer.route(),
                offer.provider().kind() == ProviderKind.AGGREGATOR,
                RateText.status(offer.status()),
                RateText.terms(offer.terms()),
                price(offer, Component.INPUT),
                price(offer, Component.OUTPUT),
                price(offer, Component.CACHE_READ),
                tokens(offer.facts().contextTokens()),
                tokens(offer.facts().maxOutputTokens()),
                others(offer),
                offer.rule(),
                offer.underReview(),
                notes.ofAll(behind),
                points(history).reversed(),
                StepLine.of(history));
    }

    private static List<String> others(Offer offer) {
        List<String> others = new ArrayList<>();
        for (Rate rate : offer.rates()) {
            if (!rate.isUnconditional() || !COLUMNS.contains(rate.component())) {
                String condition = RateText.condition(rate);
                others.add(RateText.component(rate.component())
                        + " "
                        + Usd.exact(rate.price())
                        + (condition.isEmpty() ? "" : " (" + condition + ")"));
            }
        }
        return others;
    }

    private static List<PointRow> points(List<PricePoint> history) {
        List<@Nullable String> stories = PriceStory.of(history);
        List<PointRow> rows = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            rows.add(point(history.get(i), stories.get(i)));
        }
        return rows;
    }

    /** How it is paid for, or that it cannot be used any more. */
    static String state(PricePoint point) {
        return point.status() == RouteStatus.LIVE || point.status() == RouteStatus.BETA
                ? RateText.terms(point.terms())
                : RateText.status(point.status());
    }

    private static PointRow point(PricePoint point, @Nullable String story) {
        return new PointRow(
                PageView.day(point.validFrom()),
                PageView.day(point.recordedAt()),
                usd(point.input()),
                usd(point.output()),
                state(point),
                point.correction(),
                story,
                point.eventId());
    }

    private ScoreRow score(ModelState.Score score) {
        String field = "score/" + score.benchmark().id();
        List<Evidence> behind = new ArrayList<>();
        behind.add(evidence(field, value(score.value(), score.benchmark().unit()), score.provenance(), 0));
        for (ModelState.Claimed other : score.others()) {
            behind.add(evidence(field, other.value(), other.provenance(), behind.size()));
        }
        return new ScoreRow(
                score.benchmark().name(),
                score.benchmark().measures(),
                SettingText.of(score.setting()),
                value(score.value(), score.benchmark().unit()),
                score.low() == null || score.high() == null
                        ? null
                        : score.low().toPlainString() + " to " + score.high().toPlainString(),
                score.selfReported() == null ? "not stated" : score.selfReported() ? "the maker" : "others",
                score.rule(),
                // The setting is part of what was measured: two settings of a benchmark are two facts.
                notes.ofAll(behind));
    }

    private Map<StatementKind, List<StatementRow>> statements(ModelState state) {
        Map<StatementKind, List<StatementRow>> byKind = new EnumMap<>(StatementKind.class);
        for (ModelState.Statement statement : state.statements()) {
            byKind.computeIfAbsent(statement.kind(), _ -> new ArrayList<>())
                    .add(new StatementRow(
                            statement.audience(),
                            statement.text(),
                            statement.provenance().source().name(),
                            notes.ofAll(List.of(evidence(
                                    "statement/" + statement.id(), statement.text(), statement.provenance(), 0)))));
        }
        return byKind;
    }

    private Evidence evidence(String field, String value, Provenance provenance, int index) {
        return new Evidence(
                model.id() + "/" + field + "#" + index + "@" + provenance.eventId() + "=" + value,
                model.id(),
                field,
                value,
                provenance);
    }

    private static List<Instant> observed(ModelState state, @Nullable PriceSheet prices) {
        return Stream.of(
                        state.facts().stream().map(ModelState.Fact::provenance),
                        state.scores().stream().map(ModelState.Score::provenance),
                        state.statements().stream().map(ModelState.Statement::provenance),
                        prices == null
                                ? Stream.<Provenance>empty()
                                : prices.offers().stream().map(Offer::provenance))
                .flatMap(part -> part)
                .map(Provenance::observedAt)
                .sorted()
                .toList();
    }

    private static boolean isLive(Offer offer) {
        return offer.status() == RouteStatus.LIVE || offer.status() == RouteStatus.BETA;
    }

    private static @Nullable String price(Offer offer, Component component) {
        return offer.terms() != Terms.PRICED
                ? null
                : offer.rates().stream()
                        .filter(rate -> rate.component() == component && rate.isUnconditional())
                        .findFirst()
                        .map(rate -> Usd.exact(rate.price()))
                        .orElse(null);
    }

    private static @Nullable String usd(@Nullable UsdPerMtok price) {
        return price == null ? null : Usd.exact(price);
    }

    private static @Nullable String tokens(@Nullable Long tokens) {
        return tokens == null ? null : Tokens.exact(tokens);
    }

    private static String value(BigDecimal value, Unit unit) {
        String number = Objects.requireNonNull(value).stripTrailingZeros().toPlainString();
        return switch (unit) {
            case PERCENT -> number + " %";
            case POINTS -> number + " points";
            case SECONDS -> number + " s";
            case TOKENS_PER_SECOND -> number + " tokens/s";
            case WATT_HOURS -> number + " Wh";
            case TONNES_CO2E -> number + " t CO₂e";
            case USD -> "$" + number;
        };
    }
}
