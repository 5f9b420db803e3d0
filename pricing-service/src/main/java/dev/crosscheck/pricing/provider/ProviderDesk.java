package dev.crosscheck.pricing.provider;

import dev.crosscheck.event.SourcePolicy;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.kit.database.Pipeline;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;

/** Takes in who providers are, and shows each as the source policy says. */
@Singleton
public final class ProviderDesk {

    private final Providers providers;
    private final SourcePolicy policy;

    ProviderDesk(Providers providers, SourcePolicy policy) {
        this.providers = providers;
        this.policy = policy;
    }

    /**
     * What came of reports.
     *
     * @param decisions one for each report, in the same order
     * @param changed   ids of the providers that readers see in another way now
     */
    public record Taken(List<ProviderDecision> decisions, Set<String> changed) {}

    private record Key(String provider, String source) {

        static Key of(ProviderReport report) {
            return new Key(report.provider().id(), report.provenance().source().id());
        }
    }

    /** Takes reports in, in their order. The caller has locked the providers to change them. */
    public Taken take(Pipeline pipeline, List<ProviderReport> reports) {
        if (reports.isEmpty()) {
            return new Taken(List.of(), Set.of());
        }
        DSLContext tx = pipeline.tx();
        Set<String> ids = new TreeSet<>();
        reports.forEach(report -> ids.add(report.provider().id()));
        Map<Key, HeldReport> held = new LinkedHashMap<>();
        providers.reports(tx, ids).forEach(one -> held.put(Key.of(one.report()), one));

        Map<Key, HeldReport> toHold = new LinkedHashMap<>();
        List<ProviderDecision> decisions = new ArrayList<>();
        for (ProviderReport report : reports) {
            Key key = Key.of(report);
            Optional<HeldReport> before = Optional.ofNullable(held.get(key));
            ProviderDecision decision = ProviderDecision.of(report, before);
            providers.remember(tx, report, decision);
            HeldReport after = HeldReport.after(report, decision, before);
            held.put(key, after);
            toHold.put(key, after);
            decisions.add(decision);
        }
        providers.hold(tx, toHold.values());
        return new Taken(decisions, show(tx, ids, held));
    }

    private Set<String> show(DSLContext tx, Set<String> ids, Map<Key, HeldReport> held) {
        Map<String, PriceSheet.Provider> shown = providers.find(tx, ids);
        Set<String> changed = new TreeSet<>();
        for (String id : ids) {
            List<HeldReport> claims = held.values().stream()
                    .filter(claim -> claim.report().provider().id().equals(id))
                    .toList();
            PriceSheet.Provider chosen = HeldReport.shown(claims, policy);
            if (!chosen.equals(shown.get(id))) {
                providers.show(tx, chosen);
                changed.add(id);
            }
        }
        return changed;
    }
}
