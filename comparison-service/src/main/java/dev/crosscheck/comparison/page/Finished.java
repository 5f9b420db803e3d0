package dev.crosscheck.comparison.page;

import dev.crosscheck.comparison.page.Page.PageModel;
import dev.crosscheck.event.Provenance;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Closes a page: gathers the facts that its claims refer to, and dates it by them. */
final class Finished {

    static Page page(Lineup lineup, String title, Verdicts verdict, List<Claim> summary, List<Section> sections) {
        EvidenceUsed used = EvidenceUsed.by(lineup);
        used.add(verdict.sentence());
        used.addAll(summary);
        for (Section section : sections) {
            used.addAll(section, lineup);
        }
        Map<String, Evidence> evidence = used.byId();
        Evidence newest = used.newest();
        Evidence oldest = used.oldest();
        PageModel[] models = new PageModel[lineup.size()];
        for (int i = 0; i < models.length; i++) {
            models[i] = new PageModel(lineup.model(i).model(), lineup.name(i));
        }
        return new Page(
                List.of(models),
                title,
                verdict.sentence(),
                List.copyOf(summary),
                newest == null ? null : Sources.day(provenance(newest).observedAt()),
                oldest == null || newest == null ? null : oldestFact(lineup, oldest, newest, evidence.values()),
                verdict.outcome(),
                List.copyOf(sections),
                evidence);
    }

    /**
     * Such as {@code The oldest fact here, the licence of Llama 3.2 1B, was read on 2026-04-24 from LLM Reference.}
     * Where all are of one day none is older, and the sentence names the day and the sources.
     */
    private static Claim oldestFact(Lineup lineup, Evidence oldest, Evidence newest, Collection<Evidence> all) {
        LocalDate day = Sources.day(provenance(oldest).observedAt());
        if (day.equals(Sources.day(provenance(newest).observedAt()))) {
            return allOfOneDay(day, all);
        }
        for (int i = 0; i < lineup.size(); i++) {
            if (lineup.model(i).model().equals(oldest.model())) {
                return lineup.named(i).oldestFact(oldest);
            }
        }
        throw new IllegalStateException("evidence: " + oldest.id() + " (expected: a fact of " + lineup.names() + ")");
    }

    /** @param name of the fact's model */
    static Claim oldestFact(Evidence oldest, String name) {
        Provenance provenance = provenance(oldest);
        return Claim.of(
                "The oldest fact here, " + FactNames.of(oldest.field(), name) + ", was read on "
                        + Sources.day(provenance.observedAt()) + " from " + Sources.name(provenance.source()) + ".",
                oldest.id());
    }

    private static Claim allOfOneDay(LocalDate day, Collection<Evidence> all) {
        SortedMap<String, Evidence> bySource = new TreeMap<>();
        for (Evidence fact : all) {
            Provenance provenance = fact.provenance();
            if (provenance != null) {
                bySource.putIfAbsent(provenance.source().id(), fact);
            }
        }
        List<String> names = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        bySource.values().forEach(fact -> {
            names.add(Sources.name(provenance(fact).source()));
            ids.add(fact.id());
        });
        return new Claim("All facts were read on " + day + " from " + Grammar.shortList(names) + ".", ids);
    }

    private static Provenance provenance(Evidence fact) {
        Provenance provenance = fact.provenance();
        if (provenance == null) {
            throw new IllegalStateException("an absent fact has no date: " + fact.id());
        }
        return provenance;
    }

    private Finished() {}
}
