package dev.crosscheck.comparison.reading;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a model, as JSON shows it.
 *
 * @param offers every route, each with the history of its price
 */
record ModelView(
        String id,
        String name,
        List<ModelState.Fact> facts,
        List<ModelState.Score> scores,
        List<ModelState.Statement> statements,
        List<ModelState.Take> takes,
        List<PriceSheet.Offer> offers) {

    static ModelView of(KnownModel model) {
        ModelState state = model.profile().catalog();
        PriceSheet prices = model.profile().prices();
        return new ModelView(
                model.id(),
                name(model),
                state.facts(),
                state.scores(),
                state.statements(),
                state.takes(),
                prices == null ? List.of() : prices.offers());
    }

    /** A model as a list shows it. */
    record Listed(
            String id,
            String name,
            @Nullable String maker,
            @Nullable String kind,
            int offers,
            int scores) {

        static Listed of(KnownModel model) {
            PriceSheet prices = model.profile().prices();
            return new Listed(
                    model.id(),
                    ModelView.name(model),
                    fact(model, ModelField.MAKER),
                    fact(model, ModelField.KIND),
                    prices == null ? 0 : prices.offers().size(),
                    model.profile().catalog().scores().size());
        }
    }

    /**
     * Some models by id.
     *
     * @param next what to ask for as {@code after} to get the following ones; null if there are none
     */
    record Listing(
            @JsonInclude(JsonInclude.Include.ALWAYS) List<Listed> models,
            @Nullable String next) {}

    /** As sources name it; its id where none does. */
    static String name(KnownModel model) {
        String name = fact(model, ModelField.NAME);
        return name == null ? model.id() : name;
    }

    static @Nullable String fact(KnownModel model, ModelField field) {
        for (ModelState.Fact fact : model.profile().catalog().facts()) {
            if (fact.field() == field) {
                return fact.value();
            }
        }
        return null;
    }
}
