package dev.crosscheck.comparison.sample;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.Component;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.ProviderKind;
import dev.crosscheck.event.pricing.Rate;
import dev.crosscheck.event.pricing.RouteFacts;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.event.pricing.Terms;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** States as catalog and pricing publish them, small. */
public final class Samples {

    public static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");

    private static final Source SOURCE = new Source("a-source", "A source", "https://source.example/facts");

    public static ModelState model(String id, long revision) {
        return model(id, revision, "128000");
    }

    public static ModelState model(String id, long revision, String contextTokens) {
        return new ModelState(
                id,
                revision,
                List.of(
                        fact(ModelField.NAME, "Model " + id.toUpperCase(Locale.ROOT), id + "-name"),
                        fact(ModelField.KIND, "instruct", id + "-kind"),
                        fact(ModelField.CONTEXT_TOKENS, contextTokens, id + "-context-" + contextTokens)),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** The same model as {@link #model(String, long)}, known to a source under another name as well. */
    public static ModelState modelWithAlias(String id, long revision) {
        ModelState plain = model(id, revision);
        return new ModelState(
                id,
                revision,
                plain.facts(),
                plain.scores(),
                plain.statements(),
                plain.takes(),
                List.of(new ModelAlias("a-source", "vendor/" + id)));
    }

    /** One offer; its input price is {@code usd} and its output price four times that. */
    public static PriceSheet prices(String model, long revision, String usd) {
        String output = new BigDecimal(usd).multiply(BigDecimal.valueOf(4)).toPlainString();
        return new PriceSheet(
                model,
                revision,
                List.of(new PriceSheet.Offer(
                        new PriceSheet.Provider("a-host", "A Host", ProviderKind.HOST, "https://host.example"),
                        "",
                        Terms.PRICED,
                        List.of(Rate.standard(Component.INPUT, usd), Rate.standard(Component.OUTPUT, output)),
                        RouteFacts.NONE,
                        RouteStatus.LIVE,
                        provenance(model + "-price-" + usd),
                        null,
                        List.of(),
                        null,
                        List.of())));
    }

    /** The same sheet, where its prices take back what was said before. */
    public static PriceSheet correcting(PriceSheet sheet) {
        return new PriceSheet(
                sheet.model(),
                sheet.revision(),
                sheet.offers().stream()
                        .map(offer -> new PriceSheet.Offer(
                                offer.provider(),
                                offer.route(),
                                offer.terms(),
                                offer.rates(),
                                offer.facts(),
                                offer.status(),
                                new Provenance(
                                        SOURCE,
                                        MONDAY,
                                        MONDAY,
                                        offer.provenance().eventId(),
                                        true),
                                offer.rule(),
                                offer.others(),
                                offer.underReview(),
                                offer.history()))
                        .toList());
    }

    public static Provenance provenance(String eventId) {
        return new Provenance(SOURCE, MONDAY, MONDAY, eventId);
    }

    private static ModelState.Fact fact(ModelField field, String value, String eventId) {
        return new ModelState.Fact(field, value, provenance(eventId), null, List.of());
    }

    private Samples() {}
}
