package dev.crosscheck.comparison.reading;

import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.event.Slug;
import dev.crosscheck.kit.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Model ids as they come in addresses. */
@Singleton
public final class ModelIds {

    private static final int SHOWN = 60;

    private final FactView facts;

    public ModelIds(FactView facts) {
        this.facts = facts;
    }

    /**
     * @param id as the client wrote it
     * @throws ProblemException 400 if it cannot be an id, 404 if no model has it
     */
    public KnownModel known(String id) {
        if (!Slug.isValid(id)) {
            throw ProblemException.badRequest(
                    "invalid-model-id",
                    "Not a model id",
                    "model: " + shown(id) + " (expected: 1 to " + Slug.MAX_LENGTH
                            + " of a-z, 0-9, '.', '_' and '-', with a letter or digit at both ends)");
        }
        return facts.find(id).orElseThrow(() -> UnknownModelException.of(id, facts));
    }

    /**
     * @return both models, in the order of the address
     * @throws ProblemException 400 if they are the same or cannot be ids, 404 if one is not known
     */
    public List<KnownModel> pair(String one, String other) {
        List<KnownModel> models = List.of(known(one), known(other));
        if (one.equals(other)) {
            throw ProblemException.badRequest(
                    "same-model", "The same model twice", "model: " + one + " twice (expected: two different models)");
        }
        return models;
    }

    /**
     * @param lists ids, with commas between or one by one
     * @throws ProblemException 400 if there are too few or too many, one comes twice or cannot be an id;
     *     404 if one is not known
     */
    public List<KnownModel> list(List<String> lists, int atLeast, int atMost) {
        String list = String.join(",", lists);
        // Longer lists are refused before they are taken apart.
        String[] ids = list.length() > (Slug.MAX_LENGTH + 2) * atMost ? new String[0] : list.split(",", -1);
        if (ids.length < atLeast || ids.length > atMost) {
            throw ProblemException.badRequest(
                    "invalid-models",
                    "Not a list of models",
                    "models: " + shown(list) + " (expected: " + atLeast + " to " + atMost
                            + " ids with commas between)");
        }
        List<KnownModel> models = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String id : ids) {
            models.add(known(id.strip()));
            if (!seen.add(id.strip())) {
                throw ProblemException.badRequest(
                        "same-model",
                        "The same model twice",
                        "models: " + id.strip() + " twice (expected: different models)");
            }
        }
        return models;
    }

    /** What a client sent, shortened and unable to break a line of a log. */
    static String shown(String met) {
        String text = met.replaceAll("\\p{Cntrl}", "\uFFFD");
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + " characters)";
    }
}
