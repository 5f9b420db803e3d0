package dev.crosscheck.comparison.web;

import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.page.ComparisonPolicy;
import dev.crosscheck.comparison.page.PreparedProfile;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelState;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Digests of the models in memory. A model's is worked out again only when the model has changed. */
@Singleton
final class FactDigests implements Digests {

    private final FactView facts;
    private volatile Made made = new Made(List.of(), List.of());

    FactDigests(FactView facts) {
        this.facts = facts;
    }

    /** @param models as they were when the digests were made, in the same order */
    private record Made(List<KnownModel> models, List<Digest> digests) {}

    @Override
    public List<Digest> all() {
        Made held = made;
        List<KnownModel> models = List.copyOf(facts.all().values());
        if (isSame(models, held.models())) {
            return held.digests();
        }
        Map<KnownModel, Digest> known = new IdentityHashMap<>();
        for (int i = 0; i < held.models().size(); i++) {
            known.put(held.models().get(i), held.digests().get(i));
        }
        List<Digest> digests = new ArrayList<>(models.size());
        for (KnownModel model : models) {
            Digest digest = known.get(model);
            digests.add(digest == null ? digest(model) : digest);
        }
        made = new Made(models, List.copyOf(digests));
        return made.digests();
    }

    /** By identity: a model that has changed is another object. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(List<KnownModel> some, List<KnownModel> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < some.size(); i++) {
            if (some.get(i) != others.get(i)) {
                return false;
            }
        }
        return true;
    }

    static Digest digest(KnownModel model) {
        PreparedProfile prepared = PreparedProfile.of(model.profile(), ComparisonPolicy.DEFAULT);
        Map<Digest.ScoreKey, BigDecimal> scores = new HashMap<>();
        for (ModelState.Score score : model.profile().catalog().scores()) {
            ModelState.Benchmark benchmark = score.benchmark();
            scores.putIfAbsent(
                    new Digest.ScoreKey(
                            benchmark.id(), benchmark.name(), benchmark.unit(), benchmark.better(), score.setting()),
                    score.value());
        }
        return new Digest(
                model.id(),
                prepared.name(),
                fact(model, ModelField.MAKER),
                prepared.blended(ComparisonPolicy.DEFAULT),
                count(model),
                scores);
    }

    private static @Nullable BigDecimal count(KnownModel model) {
        String parameters = fact(model, ModelField.PARAMETERS);
        return parameters == null ? null : new BigDecimal(parameters);
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
