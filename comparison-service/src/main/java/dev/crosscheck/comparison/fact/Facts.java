package dev.crosscheck.comparison.fact;

import dev.crosscheck.kit.database.Pipeline;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.DSLContext;

/** Keeps the view in step with the database, whoever wrote to it. */
@Singleton
public final class Facts {

    /** A profile can be tens of kilobytes: enough of them for one query, few enough to hold twice. */
    private static final int LOADED_AT_ONCE = 500;

    private final ProfileStore store;
    private final FactView view;

    public Facts(ProfileStore store, FactView view) {
        this.store = store;
        this.view = view;
    }

    /**
     * What is held of these models at exactly these revisions: from memory where memory is as new, from
     * the database otherwise.
     *
     * @param locked as {@link ProfileStore#lock} gave them within {@code tx}
     */
    public Map<String, HeldProfile> held(Pipeline tx, Map<String, Revisions> locked) {
        Map<String, HeldProfile> held = HashMap.newHashMap(locked.size());
        List<String> missing = new ArrayList<>();
        locked.forEach((model, revisions) -> {
            Optional<HeldProfile> inMemory = view.find(model)
                    .map(HeldProfile::of)
                    .filter(profile -> profile.revisions().equals(revisions));
            if (inMemory.isPresent()) {
                held.put(model, inMemory.get());
            } else if (revisions.equals(Revisions.NONE)) {
                held.put(model, new HeldProfile(model, null, null, 0));
            } else {
                missing.add(model);
            }
        });
        if (!missing.isEmpty()) {
            store.load(tx.tx(), missing).forEach(profile -> held.put(profile.model(), profile));
        }
        return held;
    }

    /**
     * Brings the view up to the database.
     *
     * @return the revisions that the database held when it was asked; the view is at least as new
     */
    public Map<String, Revisions> catchUp(DSLContext dsl) {
        return catchUp(dsl, () -> {});
    }

    /** @param goesOn is told of each few profiles: all of them may take a while */
    Map<String, Revisions> catchUp(DSLContext dsl, Runnable goesOn) {
        Map<String, Revisions> committed = store.revisions(dsl);
        load(
                dsl,
                committed.entrySet().stream()
                        .filter(entry -> entry.getValue().page() > 0)
                        .filter(entry ->
                                isBehind(entry.getKey(), entry.getValue().age()))
                        .map(Map.Entry::getKey)
                        .toList(),
                goesOn);
        return committed;
    }

    /**
     * Every model, at least as new as the database held it when it was asked. Where memory is as new as that, one
     * number says so: of each model the view holds what was committed before, and no revision ever falls, so that
     * equal sums are of equal revisions.
     */
    public NavigableMap<String, KnownModel> current(DSLContext dsl) {
        NavigableMap<String, KnownModel> known = new TreeMap<>(view.all());
        long age = known.values().stream().mapToLong(KnownModel::age).sum();
        if (store.age(dsl) == age) {
            return known;
        }
        catchUp(dsl);
        return new TreeMap<>(view.all());
    }

    void load(DSLContext dsl, Collection<String> models, Runnable goesOn) {
        List<String> list = List.copyOf(models);
        for (int from = 0; from < list.size(); from += LOADED_AT_ONCE) {
            List<String> some = list.subList(from, Math.min(list.size(), from + LOADED_AT_ONCE));
            view.accept(store.load(dsl, some).stream()
                    .flatMap(profile -> profile.known().stream())
                    .toList());
            goesOn.run();
        }
    }

    boolean isBehind(String model, long age) {
        return view.find(model).map(known -> known.age() < age).orElse(true);
    }
}
