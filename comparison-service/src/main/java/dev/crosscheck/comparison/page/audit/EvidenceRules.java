package dev.crosscheck.comparison.page.audit;

import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.catalog.ModelState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Holds what a page says it rests on against the facts: evidence, its sources, and dates. */
final class EvidenceRules {

    private final Printed printed;
    private final Page page;
    private final List<Profile> profiles;
    private final List<String> found;

    private EvidenceRules(Printed printed, List<Profile> profiles, List<String> found) {
        this.printed = printed;
        this.page = printed.page();
        this.profiles = profiles;
        this.found = found;
    }

    /** @param profiles in the order of the page's columns */
    static void check(Printed printed, List<Profile> profiles, List<String> found) {
        EvidenceRules rules = new EvidenceRules(printed, profiles, found);
        rules.checkEvidence();
        rules.checkDates();
    }

    private void checkEvidence() {
        Set<String> used = new HashSet<>();
        for (Claim claim : printed.claims()) {
            used.addAll(claim.evidence());
            for (String id : claim.evidence()) {
                if (!page.evidence().containsKey(id)) {
                    found.add("evidence that is not on the page (" + id + "): " + claim.text());
                }
            }
        }
        page.evidence().forEach((id, fact) -> {
            if (!used.contains(id)) {
                found.add("a fact that nothing rests on: " + id);
            }
            if (!id.equals(fact.id())) {
                found.add("a fact under another id: " + id);
            }
            if ((fact.value() == null) != (fact.provenance() == null)) {
                found.add("a value without a source, or the other way round: " + id);
            }
        });
        for (Profile profile : profiles) {
            for (ModelState.Fact fact : profile.catalog().facts()) {
                Evidence shown =
                        page.evidence().get(profile.model() + "/" + fact.field().id());
                if (shown != null && !fact.provenance().equals(shown.provenance())) {
                    found.add("a fact with another source than it has: " + shown.id());
                }
            }
        }
    }

    private void checkDates() {
        Instant newest = null;
        Instant oldest = null;
        for (Evidence fact : page.evidence().values()) {
            Provenance provenance = fact.provenance();
            if (provenance != null) {
                Instant at = provenance.observedAt();
                newest = newest == null || at.isAfter(newest) ? at : newest;
                oldest = oldest == null || at.isBefore(oldest) ? at : oldest;
            }
        }
        LocalDate day = newest == null ? null : LocalDate.ofInstant(newest, ZoneOffset.UTC);
        if (day == null ? page.reviewedOn() != null : !day.equals(page.reviewedOn())) {
            found.add("reviewed on " + page.reviewedOn() + ", but the newest fact is of " + day);
        }
        Claim oldestFact = page.oldestFact();
        if (newest != null
                && oldest != null
                && oldestFact != null
                && LocalDate.ofInstant(newest, ZoneOffset.UTC).equals(LocalDate.ofInstant(oldest, ZoneOffset.UTC))
                && oldestFact.text().startsWith("The oldest")) {
            found.add("an oldest fact among facts of one day: " + oldestFact.text());
        }
        if (oldest != null && oldestFact != null) {
            String since = LocalDate.ofInstant(oldest, ZoneOffset.UTC).toString();
            if (!oldestFact.text().contains(since)) {
                found.add("the oldest fact is of " + since + ": " + oldestFact.text());
            }
        }
    }
}
