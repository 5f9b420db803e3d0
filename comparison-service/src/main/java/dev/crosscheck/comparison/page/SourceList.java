package dev.crosscheck.comparison.page;

import dev.crosscheck.event.Provenance;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The sources of one model's facts, each with how many it gave and when it was read. */
final class SourceList {

    /** In order of source id. */
    static List<Claim> of(EvidenceBook book) {
        Map<String, List<Evidence>> bySource = new TreeMap<>();
        for (Evidence fact : book.inOrder()) {
            Provenance provenance = fact.provenance();
            if (provenance != null) {
                bySource.computeIfAbsent(provenance.source().id(), id -> new ArrayList<>())
                        .add(fact);
            }
        }
        List<Claim> claims = new ArrayList<>();
        bySource.values().forEach(facts -> claims.add(claim(facts)));
        return List.copyOf(claims);
    }

    private static Claim claim(List<Evidence> facts) {
        List<String> evidence = new ArrayList<>();
        LocalDate oldest = LocalDate.MAX;
        LocalDate newest = LocalDate.MIN;
        String name = "";
        for (Evidence fact : facts) {
            Provenance provenance = fact.provenance();
            if (provenance != null) {
                LocalDate day = Sources.day(provenance.observedAt());
                oldest = day.isBefore(oldest) ? day : oldest;
                newest = day.isAfter(newest) ? day : newest;
                name = name.isEmpty() ? Sources.name(provenance.source()) : name;
            }
            evidence.add(fact.id());
        }
        String read = oldest.equals(newest) ? "read on " + newest : "read from " + oldest + " to " + newest;
        return new Claim(name + ": " + Grammar.count(facts.size(), "fact", "facts") + ", " + read + ".", evidence);
    }

    private SourceList() {}
}
