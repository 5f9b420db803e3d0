package dev.crosscheck.comparison.page.audit;

import dev.crosscheck.comparison.page.Block;
import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.comparison.page.Row;
import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.catalog.ModelState;
import java.util.List;
import java.util.Locale;

/** Holds what is printed of models against their facts: what they can do, and how open they are. */
final class FactRules {

    private final Printed printed;
    private final Page page;
    private final List<Profile> profiles;
    private final List<String> found;

    private FactRules(Printed printed, List<Profile> profiles, List<String> found) {
        this.printed = printed;
        this.page = printed.page();
        this.profiles = profiles;
        this.found = found;
    }

    /** @param profiles in the order of the page's columns */
    static void check(Printed printed, List<Profile> profiles, List<String> found) {
        FactRules rules = new FactRules(printed, profiles, found);
        for (int model = 0; model < profiles.size(); model++) {
            rules.checkCapabilities(model);
            rules.checkOpenness(model);
        }
    }

    private void checkCapabilities(int model) {
        for (ModelField capability : ModelField.CAPABILITIES) {
            String known = profiles.get(model).catalog().facts().stream()
                    .filter(fact -> fact.field() == capability)
                    .map(ModelState.Fact::value)
                    .findFirst()
                    .orElse(null);
            String expected = known == null ? "not known" : known.equals("true") ? "yes" : "no";
            String label = capability.id().replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
            for (Block.Table table : printed.tables("capabilities")) {
                for (Row row : table.rows()) {
                    if (row.label().toLowerCase(Locale.ROOT).equals(label)
                            && !row.cells().get(model).claim().text().equals(expected)) {
                        found.add(capability.id() + " of " + profiles.get(model).model() + " is " + expected + ", not "
                                + row.cells().get(model).claim().text());
                    }
                }
            }
        }
    }

    /** Only a fact makes a model open source, or says that it is not known to be. */
    private void checkOpenness(int model) {
        boolean openSource = profiles.get(model).catalog().facts().stream()
                .anyMatch(fact ->
                        fact.field() == ModelField.OPENNESS && fact.value().equals("open-source"));
        String claimed = page.models().get(model).name() + " is open source.";
        for (Claim claim : printed.sentences()) {
            if (!openSource && claim.text().startsWith(claimed)) {
                found.add("open source, though no fact says so: " + claim.text());
            }
        }
    }
}
