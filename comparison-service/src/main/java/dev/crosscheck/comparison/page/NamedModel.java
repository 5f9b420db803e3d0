package dev.crosscheck.comparison.page;

import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model under the name that a page gives it: all that the page says of it alone. Nearly every page of a model gives
 * it the same name, so that this is put into words once for all of them.
 */
final class NamedModel {

    private final String name;
    private final @Nullable Claim introduction;
    private final @Nullable Claim shortfall;
    private final Claim sum;
    private final @Nullable Claim freeRoutes;
    private final @Nullable Claim leftOut;
    private final @Nullable Claim routePrice;
    private final Claim openness;
    private final Claim where;
    private final List<Block> useCases;
    private final List<Block> routes;
    private final List<Block> routeCapabilities;
    private final List<Block> statements;
    private final List<Block> sources;
    private final List<Block> conflicts;
    private final List<Block> corrections;
    private final @Nullable Evidence oldest;
    private final @Nullable Claim oldestFact;

    /** The places of the facts behind each block, which is told by identity: it is the same object on every page. */
    private final Map<Block, BitSet> factsBehind;

    NamedModel(PreparedProfile model, String name, ComparisonPolicy policy) {
        this.name = name;
        introduction = Summary.introduction(model, name);
        shortfall = RouteContext.shortfall(model, name);
        sum = MonthlyCostSection.sum(model, name, policy.traffic());
        freeRoutes = MonthlyCostSection.freeRoutes(model, name);
        leftOut = MonthlyCostSection.leftOut(model, name);
        routePrice = QuestionsSection.routePrice(model, name);
        openness = QuestionsSection.openness(model, name);
        where = QuestionsSection.where(model, name);
        useCases = ScorecardSection.goodFor(model, name);
        routes = PricesSection.routes(model, name);
        routeCapabilities = points("Live routes that differ from " + name + " as listed", model.routeCapabilities());
        statements = StatementsSection.blocks(model, name);
        sources = points("Sources of " + name, model.sources());
        conflicts = points("Where sources disagree on " + name, model.conflicts());
        corrections = points("What was corrected of " + name, model.corrections());
        oldest = model.dated().oldest(all(model));
        oldestFact = oldest == null ? null : Finished.oldestFact(oldest, name);
        List<Block> blocks = Stream.of(useCases, routes, routeCapabilities, statements, sources, conflicts, corrections)
                .flatMap(List::stream)
                .toList();
        factsBehind = new IdentityHashMap<>(blocks.size());
        blocks.forEach(block -> factsBehind.put(block, EvidenceUsed.behind(block, model)));
    }

    private static BitSet all(PreparedProfile model) {
        BitSet all = new BitSet();
        all.set(0, model.evidence().size());
        return all;
    }

    private static List<Block> points(String heading, List<Claim> claims) {
        return claims.isEmpty() ? List.of() : List.of(new Block.Points(heading, claims));
    }

    String name() {
        return name;
    }

    /** Who it is, in a sentence; null if nothing is known of that. */
    @Nullable
    Claim introduction() {
        return introduction;
    }

    /** That its cheapest route serves less than it holds; null if it does not. */
    @Nullable
    Claim shortfall() {
        return shortfall;
    }

    /** What it costs a month, written out, or why that is not known. */
    Claim sum() {
        return sum;
    }

    /** Where it is free beside its price; null if nowhere. */
    @Nullable
    Claim freeRoutes() {
        return freeRoutes;
    }

    /** What the cheapest route prices and the sum leaves out; null if nothing. */
    @Nullable
    Claim leftOut() {
        return leftOut;
    }

    /** What its cheapest route charges; null if none has a price. */
    @Nullable
    Claim routePrice() {
        return routePrice;
    }

    /** Whether it is open, and its licence. */
    Claim openness() {
        return openness;
    }

    /** Where it is live. */
    Claim where() {
        return where;
    }

    /** What sources say it is good for. */
    List<Block> useCases() {
        return useCases;
    }

    /** Every route with all it charges and serves. */
    List<Block> routes() {
        return routes;
    }

    /** Where live routes differ from it. */
    List<Block> routeCapabilities() {
        return routeCapabilities;
    }

    /** What sources say of it in words. */
    List<Block> statements() {
        return statements;
    }

    /** Who gave its facts. */
    List<Block> sources() {
        return sources;
    }

    /** Where its sources disagree. */
    List<Block> conflicts() {
        return conflicts;
    }

    /** What takes back an earlier word. */
    List<Block> corrections() {
        return corrections;
    }

    /** That a fact is the oldest of a page; put into words once for that which is nearly always. */
    Claim oldestFact(Evidence fact) {
        return oldestFact != null && fact == oldest ? oldestFact : Finished.oldestFact(fact, name);
    }

    /** The places of the model's facts behind one of the blocks above; null for any other block. */
    @Nullable
    BitSet factsBehind(Block block) {
        return factsBehind.get(block);
    }
}
