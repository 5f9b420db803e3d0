package dev.crosscheck.comparison.page;

import java.util.ArrayList;
import java.util.List;

/** Where a live route can do less or more than the model is known for. The same on every page of the model. */
final class RouteCapabilities {

    static List<Claim> of(FactSheet facts, RouteSheet routes) {
        List<Claim> claims = new ArrayList<>();
        for (Route route : routes.all()) {
            if (route.isLive()) {
                add(claims, facts, route);
            }
        }
        return List.copyOf(claims);
    }

    private static void add(List<Claim> claims, FactSheet facts, Route route) {
        List<String> lacking = new ArrayList<>();
        List<String> further = new ArrayList<>();
        List<String> evidence = new ArrayList<>();
        evidence.add(route.evidence());
        route.offer().facts().capabilities().forEach((field, serves) -> {
            Boolean model = facts.flag(field);
            // A route that has what its model lacks is a contradiction, and told with those.
            if (serves ? model == null : Boolean.TRUE.equals(model)) {
                (serves ? further : lacking).add(FieldText.inSentence(field));
                evidence.add(facts.evidence(field));
            }
        });
        if (!lacking.isEmpty() || !further.isEmpty()) {
            claims.add(new Claim(
                    route.label() + (lacking.isEmpty() ? "" : " lacks " + Grammar.list(lacking))
                            + (lacking.isEmpty() || further.isEmpty() ? "" : " and")
                            + (further.isEmpty() ? "" : " has " + Grammar.list(further)) + ".",
                    evidence));
        }
    }

    private RouteCapabilities() {}
}
