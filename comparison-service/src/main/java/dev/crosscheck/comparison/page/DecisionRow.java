package dev.crosscheck.comparison.page;

import static java.util.Objects.requireNonNull;

import dev.crosscheck.comparison.page.Cell.Mark;
import dev.crosscheck.event.catalog.ModelField;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something on which models can be ranked. Every mark of a best cell, every reason and every verdict
 * of a page comes from such a row, so that they cannot contradict each other. A page asks it the same many times over,
 * so it is worked out once.
 */
final class DecisionRow {

    private final Topic topic;
    private final String id;
    private final String label;
    private final List<Cell> cells;
    private final List<@Nullable Standing> standings;
    private final Basis basis;
    private final @Nullable DecisionRow follows;
    private final int best;

    /** Of two models; of more each pair is looked at when asked for. */
    private final boolean compares;

    private final List<Claim> claims;

    /** The cells with the best one marked; null until somebody asks. */
    private @Nullable List<Cell> marked;

    /** Null until somebody asks. */
    private @Nullable String phrase;

    /**
     * @param topic     what kind of row it is
     * @param id        stable name, such as {@code monthly-cost} or {@code benchmark:mmlu-pro}
     * @param label     within a sentence: {@code monthly cost}
     * @param cells     one for each model
     * @param standings one for each model; null where nothing is known
     * @param basis     whether it is about a model or about its cheapest route
     * @param follows   the row that it follows from, beside which it counts only where it disagrees; null if none
     */
    DecisionRow(
            Topic topic,
            String id,
            String label,
            Cell[] cells,
            @Nullable Standing[] standings,
            Basis basis,
            @Nullable DecisionRow follows) {
        this.topic = topic;
        this.id = id;
        this.label = label;
        this.cells = List.of(cells);
        this.standings = Arrays.asList(standings);
        this.basis = basis;
        this.follows = follows;
        best = leader(this.standings);
        compares = standings.length == 2 && isCompared();
        Claim[] said = new Claim[cells.length];
        for (int model = 0; model < cells.length; model++) {
            said[model] = cells[model].claim();
        }
        claims = List.of(said);
    }

    DecisionRow(
            Topic topic,
            String id,
            String label,
            Cell[] cells,
            @Nullable Standing[] standings,
            @Nullable DecisionRow follows) {
        this(topic, id, label, cells, standings, Basis.PLAIN, follows);
    }

    Topic topic() {
        return topic;
    }

    String id() {
        return id;
    }

    String label() {
        return label;
    }

    List<Cell> cells() {
        return cells;
    }

    /** What the cells say. */
    List<Claim> claims() {
        return claims;
    }

    /** The same of two models with one of them first. */
    List<Claim> claims(int first) {
        return first == 0 ? claims : List.of(claims.get(first), claims.get(1 - first));
    }

    List<@Nullable Standing> standings() {
        return standings;
    }

    Basis basis() {
        return basis;
    }

    /** What a row speaks of where a cheapest route serves less than its model is listed with. */
    enum Basis {
        /** No cheapest route serves less. */
        PLAIN,
        /** What the cheapest routes serve. */
        SERVED,
        /** What the models are listed with. */
        LISTED
    }

    /** How the id of a row on a benchmark begins. */
    static final String BENCHMARK = "benchmark:";

    private static final String CAPABILITY = "capability:";

    private static final Map<ModelField, String> CAPABILITY_IDS = new EnumMap<>(ModelField.class);

    static {
        ModelField.CAPABILITIES.forEach(field -> CAPABILITY_IDS.put(field, CAPABILITY + field.id()));
    }

    /** The id of a row on a capability. */
    static String idOf(ModelField capability) {
        return requireNonNull(CAPABILITY_IDS.get(capability), capability::id);
    }

    /** What kind of row it is, in order of reading. */
    enum Topic {
        COST,
        INPUT_PRICE,
        OUTPUT_PRICE,
        /** The cost of another workload, where it has another winner than the monthly cost. */
        WORKLOAD,
        CONTEXT,
        LONGEST_ANSWER,
        PROVIDERS,
        CAPABILITY,
        BENCHMARK
    }

    /**
     * Whether both stand somewhere. Scores whose intervals touch are a tie; other figures that touch without
     * being equal are ones on which sources disagree, and decide nothing.
     */
    boolean compares(int one, int other) {
        return standings.size() == 2 && one != other ? compares : isCompared(one, other);
    }

    /** Of two models, of which one is best where it beats the other. */
    private boolean isCompared() {
        Standing first = standings.get(0);
        Standing second = standings.get(1);
        return first != null && second != null && (topic == Topic.BENCHMARK || best >= 0 || first.isSame(second));
    }

    private boolean isCompared(int one, int other) {
        Standing standing = standings.get(one);
        Standing against = standings.get(other);
        return standing != null
                && against != null
                && (topic == Topic.BENCHMARK
                        || standing.beats(against)
                        || against.beats(standing)
                        || standing.isSame(against));
    }

    /** Whether a verdict between two counts it: it compares, and says more than the row that it follows from. */
    boolean counts(int one, int other) {
        return compares(one, other)
                && (follows == null
                        || !follows.compares(one, other)
                        || beats(one, other) && !follows.beats(one, other)
                        || beats(other, one) && !follows.beats(other, one));
    }

    /** Whether a model leads it alone, and not merely for leading the row that it follows from. */
    boolean isLedBy(int model) {
        return best == model && (follows == null || follows.best != model);
    }

    boolean beats(int one, int other) {
        return standings.size() == 2 && one != other ? best == one : beats(standings, one, other);
    }

    /** The model that beats every other one that stands somewhere; -1 if there is none, or nothing to beat. */
    int best() {
        return best;
    }

    /** The cells with the best one marked. */
    List<Cell> marked() {
        if (marked == null) {
            marked = best < 0 ? cells : findMarked();
        }
        return marked;
    }

    private List<Cell> findMarked() {
        Cell[] all = cells.toArray(Cell[]::new);
        all[best] = new Cell(all[best].claim(), Mark.BEST);
        return List.of(all);
    }

    /** As a sentence names it: {@code the monthly cost}, {@code vision}, {@code MMLU-Pro (5-shot)}. */
    String phrase() {
        if (phrase == null) {
            phrase = topic == Topic.CAPABILITY || topic == Topic.BENCHMARK ? label : "the " + label;
        }
        return phrase;
    }

    /** The capability that the row is about. */
    ModelField capability() {
        return ModelField.of(id.substring(CAPABILITY.length()));
    }

    String text(int model) {
        return cells.get(model).claim().text();
    }

    private static int leader(List<@Nullable Standing> standings) {
        for (int model = 0; model < standings.size(); model++) {
            if (beatsAllKnown(standings, model)) {
                return model;
            }
        }
        return -1;
    }

    private static boolean beatsAllKnown(List<@Nullable Standing> standings, int model) {
        int beaten = 0;
        for (int other = 0; other < standings.size(); other++) {
            if (other != model && standings.get(other) != null) {
                if (!beats(standings, model, other)) {
                    return false;
                }
                beaten++;
            }
        }
        return beaten > 0;
    }

    private static boolean beats(List<@Nullable Standing> standings, int one, int other) {
        Standing standing = standings.get(one);
        Standing against = standings.get(other);
        return standing != null && against != null && standing.beats(against);
    }
}
