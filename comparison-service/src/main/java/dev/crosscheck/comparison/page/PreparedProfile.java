package dev.crosscheck.comparison.page;

import dev.crosscheck.event.catalog.ModelField;
import dev.crosscheck.event.pricing.UsdPerMtok;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model's side of every page it is on, worked out once: a model among M is on M − 1 pages.
 */
public final class PreparedProfile {

    private final VisibleProfile profile;
    private final String name;
    private final String smallName;
    private final LikeName likeName;
    private final List<Evidence> evidence;
    private final FactPlaces places;
    private final DatedFacts dated;
    private final FactSheet facts;
    private final RouteSheet routes;
    private final RouteTables routeTables;
    private final List<Measured> scores;
    private final List<Measured> scoresByKey;
    private final StatementSheet statements;
    private final Served served;
    private final List<Claim> routeCapabilities;
    private final List<Claim> conflicts;
    private final List<Claim> corrections;
    private final List<Claim> sources;
    private final List<Claim> claims;
    private final NamedModel named;

    private PreparedProfile(VisibleProfile profile, ComparisonPolicy policy) {
        this.profile = profile;
        EvidenceBook book = new EvidenceBook(profile.model());
        facts = new FactSheet(profile.facts(), book);
        String known = facts.value(ModelField.NAME);
        name = known == null ? profile.model() : PlainText.clean(known, PlainText.NAME, profile.model());
        smallName = name.toLowerCase(Locale.ROOT);
        likeName = LikeName.of(known == null ? "" : known);
        routes = new RouteSheet(profile.offers(), book, policy, facts.value(ModelField.MAKER));
        routeTables = RouteTables.of(routes, policy);
        scores =
                profile.scores().stream().map(score -> Measured.of(score, book)).toList();
        scoresByKey = byKey(scores);
        statements = new StatementSheet(profile.statements(), book);
        served = new Served(facts, routes, policy.conflictTolerance());
        routeCapabilities = RouteCapabilities.of(facts, routes);
        conflicts = Conflicts.of(facts, routes, served, scores, book);
        corrections = Corrections.of(facts, routes, scores);
        sources = SourceList.of(book);
        evidence = List.copyOf(book.inOrder());
        places = FactPlaces.of(evidence);
        dated = DatedFacts.of(evidence);
        claims = OwnClaims.of(this, policy);
        named = new NamedModel(this, name, policy);
    }

    /** Of several that measure like with like, the first. */
    private static List<Measured> byKey(List<Measured> scores) {
        SortedMap<String, Measured> byKey = new TreeMap<>();
        scores.forEach(score -> byKey.putIfAbsent(score.key(), score));
        return List.copyOf(byKey.values());
    }

    public static PreparedProfile of(Profile profile, ComparisonPolicy policy) {
        return of(VisibleProfile.of(profile), policy);
    }

    public static PreparedProfile of(VisibleProfile profile, ComparisonPolicy policy) {
        return new PreparedProfile(profile, policy);
    }

    public String model() {
        return profile.model();
    }

    /** The model's name, fit for a sentence; its id where no source names it. */
    public String name() {
        return name;
    }

    /** The blended price of the cheapest live route, at the policy's mix; null if no route is priced. */
    public @Nullable UsdPerMtok blended(ComparisonPolicy policy) {
        CheapestRoute cheapest = routes.cheapest();
        return cheapest == null ? null : Blend.of(cheapest, policy).price();
    }

    /** The name by which it is told from others. */
    String smallName() {
        return smallName;
    }

    LikeName likeName() {
        return likeName;
    }

    VisibleProfile visible() {
        return profile;
    }

    FactSheet facts() {
        return facts;
    }

    RouteSheet routes() {
        return routes;
    }

    Served served() {
        return served;
    }

    RouteTables routeTables() {
        return routeTables;
    }

    List<Measured> scores() {
        return scores;
    }

    /** One for each key, in order of keys. */
    List<Measured> scoresByKey() {
        return scoresByKey;
    }

    StatementSheet statements() {
        return statements;
    }

    /** Where its live routes differ from it. */
    List<Claim> routeCapabilities() {
        return routeCapabilities;
    }

    /** Where its sources disagree. */
    List<Claim> conflicts() {
        return conflicts;
    }

    /** What takes back an earlier word. */
    List<Claim> corrections() {
        return corrections;
    }

    /** Who gave its facts. */
    List<Claim> sources() {
        return sources;
    }

    /** Its facts, by id. */
    public List<Evidence> evidence() {
        return evidence;
    }

    /** What its pages say of it whatever it is compared with. */
    public List<Claim> claims() {
        return claims;
    }

    /** Where each of its facts stands among them. */
    public FactPlaces places() {
        return places;
    }

    /** Null if the id is not one of this model's. */
    @Nullable
    Evidence fact(String id) {
        int place = place(id);
        return place < 0 ? null : evidence.get(place);
    }

    /** Where a fact stands among them; -1 if it is not one of this model's. */
    int place(String id) {
        return places.of(id);
    }

    /** What pages say of it alone, where they give it the name it usually has. */
    NamedModel named() {
        return named;
    }

    /** Its facts by the time at which they were read. */
    DatedFacts dated() {
        return dated;
    }
}
