package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.DecisionRow.Topic;
import dev.crosscheck.event.catalog.ModelField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The models of one page side by side, with what several of its sections need. */
final class Lineup {

    private final List<PreparedProfile> models;
    private final List<String> names;
    private final ComparisonPolicy policy;
    private final BenchmarkComparison benchmarks;
    private final List<DecisionRow> rows;
    private final Map<ModelField, DecisionRow> listed;
    private final Map<Topic, List<DecisionRow>> byTopic = new EnumMap<>(Topic.class);
    private final @Nullable Dominance dominance;
    private final List<NamedModel> named;
    private final String allNames;
    private final List<DecisionRow> workloads;
    private final Map<DecisionRow, Claim> advantages = new HashMap<>();
    private final Map<String, Evidence> absent = new HashMap<>();

    Lineup(List<PreparedProfile> models, ComparisonPolicy policy) {
        this.models = List.copyOf(models);
        this.policy = policy;
        names = names(this.models);
        named = named();
        allNames = Grammar.list(names);
        benchmarks = BenchmarkComparison.of(scores());
        DecisionRows found = DecisionRows.of(this);
        rows = found.all();
        listed = found.listed();
        workloads = found.workloads();
        for (DecisionRow row : rows) {
            byTopic.computeIfAbsent(row.topic(), _ -> new ArrayList<>()).add(row);
        }
        dominance = this.models.size() == 2 ? Dominance.of(rows, 0, 1) : null;
    }

    int size() {
        return models.size();
    }

    PreparedProfile model(int index) {
        return models.get(index);
    }

    List<PreparedProfile> models() {
        return models;
    }

    /** Names that tell the models of this page apart. */
    String name(int index) {
        return names.get(index);
    }

    List<String> names() {
        return names;
    }

    /** Such as {@code Mixtral 8x7B and Llama 3.2 1B}. */
    String allNames() {
        return allNames;
    }

    /** A model under the name it has on this page. */
    NamedModel named(int index) {
        return named.get(index);
    }

    private List<NamedModel> named() {
        NamedModel[] all = new NamedModel[models.size()];
        for (int index = 0; index < all.length; index++) {
            PreparedProfile model = models.get(index);
            NamedModel usual = model.named();
            all[index] = usual.name().equals(name(index)) ? usual : new NamedModel(model, name(index), policy);
        }
        return List.of(all);
    }

    private List<List<Measured>> scores() {
        List<List<Measured>> scores = new ArrayList<>(models.size());
        for (PreparedProfile model : models) {
            scores.add(model.scoresByKey());
        }
        return scores;
    }

    ComparisonPolicy policy() {
        return policy;
    }

    BenchmarkComparison benchmarks() {
        return benchmarks;
    }

    /** Everything that the models can be ranked on, in reading order. */
    List<DecisionRow> rows() {
        return rows;
    }

    /** The cost of each workload of the policy, in its order. */
    List<DecisionRow> workloads() {
        return workloads;
    }

    /** Why the best of two models wins the row: a page says it wherever it shows the row. */
    Claim advantage(DecisionRow row) {
        return advantages.computeIfAbsent(row, won -> Advantage.of(this, won));
    }

    /** A window, an answer's length or a capability as the models are listed with it, whatever a route serves. */
    DecisionRow listed(ModelField field) {
        DecisionRow row = listed.get(field);
        if (row == null) {
            throw new IllegalArgumentException("field: " + field.id() + " (expected: one that routes serve)");
        }
        return row;
    }

    /** The one row of a topic that has one; null if nothing is known of it for any model. */
    @Nullable
    DecisionRow row(Topic topic) {
        List<DecisionRow> ofTopic = rows(topic);
        return ofTopic.isEmpty() ? null : ofTopic.getFirst();
    }

    List<DecisionRow> rows(Topic topic) {
        return byTopic.getOrDefault(topic, List.of());
    }

    /** How the first of two models stands against the second. */
    Dominance dominance() {
        if (dominance == null) {
            throw new IllegalStateException("models: " + models.size() + " (expected: 2)");
        }
        return dominance;
    }

    /** Notes that nothing is known of a model's field, and returns the id of that. */
    String absent(int model, String field) {
        Evidence evidence = Evidence.absent(models.get(model).model(), field);
        absent.putIfAbsent(evidence.id(), evidence);
        return evidence.id();
    }

    /**
     * What was noted as not known.
     *
     * @throws IllegalStateException if no fact of this page has the id: a claim would stand on nothing
     */
    Evidence absent(String id) {
        Evidence found = absent.get(id);
        if (found == null) {
            throw new IllegalStateException("evidence: " + id + " (expected: a fact of " + names + ")");
        }
        return found;
    }

    /** Names that differ in nothing but case tell nobody apart, so they come with their ids. */
    private static List<String> names(List<PreparedProfile> models) {
        if (models.size() == 2
                && !models.get(0).smallName().equals(models.get(1).smallName())) {
            return List.of(models.get(0).name(), models.get(1).name());
        }
        Set<String> seen = new HashSet<>();
        Set<String> shared = new HashSet<>();
        for (PreparedProfile model : models) {
            if (!seen.add(model.smallName())) {
                shared.add(model.smallName());
            }
        }
        List<String> names = new ArrayList<>(models.size());
        for (PreparedProfile model : models) {
            names.add(shared.contains(model.smallName()) ? model.name() + " (" + model.model() + ")" : model.name());
        }
        return List.copyOf(names);
    }
}
