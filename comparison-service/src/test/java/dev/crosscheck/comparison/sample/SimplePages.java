package dev.crosscheck.comparison.sample;

import dev.crosscheck.comparison.page.Block;
import dev.crosscheck.comparison.page.Cell;
import dev.crosscheck.comparison.page.Claim;
import dev.crosscheck.comparison.page.Evidence;
import dev.crosscheck.comparison.page.Outcome;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.comparison.page.Row;
import dev.crosscheck.comparison.page.Section;
import dev.crosscheck.comparison.pagestore.PageFunction;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.UsdPerMtok;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Pages of a few facts, so that tests of what is around pages are about that. It counts what it is asked for. */
@Singleton
@Primary
@Requires(property = "test.simple-pages")
public final class SimplePages implements PageFunction {

    private final Queue<PageKey> made = new ConcurrentLinkedQueue<>();
    private volatile Consumer<PageKey> before = _ -> {};
    private volatile boolean onlyDifferences;

    /** From now on a page says no more of prices than how much dearer the first model is. */
    public void showOnlyDifferences() {
        onlyDifferences = true;
    }

    /** Called before each page is made, on the thread that makes it. */
    public void before(Consumer<PageKey> action) {
        before = action;
    }

    /** Every page asked for since the last time this was called. */
    public List<PageKey> takeMade() {
        List<PageKey> all = new ArrayList<>();
        for (PageKey key = made.poll(); key != null; key = made.poll()) {
            all.add(key);
        }
        return all;
    }

    @Override
    public Page of(Profile first, Profile second) {
        PageKey key = new PageKey(first.model(), second.model());
        before.accept(key);
        made.add(key);
        return onlyDifferences ? difference(first, second) : page(first, second);
    }

    private static Page difference(Profile first, Profile second) {
        Page page = page(new Profile(first.catalog(), null), new Profile(second.catalog(), null));
        return new Page(
                page.models(),
                "$" + price(first).subtract(price(second)),
                page.verdict(),
                page.summary(),
                page.reviewedOn(),
                page.oldestFact(),
                page.outcome(),
                page.sections(),
                page.evidence());
    }

    private static BigDecimal price(Profile profile) {
        return profile.prices().offers().getFirst().rates().getFirst().price().amount();
    }

    public static Page page(Profile first, Profile second) {
        Map<String, Evidence> evidence = new TreeMap<>();
        List<Row> rows = Stream.of(first, second)
                .map(profile -> new Row(
                        profile.model(),
                        profile.catalog().facts().stream()
                                .limit(2)
                                .map(fact -> new Cell(claim(profile, fact, evidence), Cell.Mark.PLAIN))
                                .toList(),
                        null))
                .toList();
        Map<String, UsdPerMtok> blended = new TreeMap<>();
        Map<String, BigDecimal> monthly = new TreeMap<>();
        List<Claim> prices = new ArrayList<>();
        for (Profile profile : List.of(first, second)) {
            Evidence context = evidence(profile, profile.catalog().facts().getLast());
            evidence.put(context.id(), context);
            PriceSheet sheet = profile.prices();
            if (sheet != null) {
                PriceSheet.Offer offer = sheet.offers().getFirst();
                UsdPerMtok price = offer.rates().getFirst().price();
                blended.put(profile.model(), price);
                monthly.put(profile.model(), price.amount().multiply(BigDecimal.valueOf(1_000)));
                String id = profile.model() + "/price";
                evidence.put(id, new Evidence(id, profile.model(), "price", price.toString(), offer.provenance()));
                prices.add(new Claim("It costs $" + price + ".", List.of(id)));
            }
        }
        Claim verdict = new Claim(
                "Nothing to choose between them.",
                List.copyOf(evidence.keySet()).subList(0, 1));
        return new Page(
                List.of(
                        new Page.PageModel(first.model(), first.model()),
                        new Page.PageModel(second.model(), second.model())),
                first.model() + " vs " + second.model(),
                verdict,
                prices,
                LocalDate.of(2026, 3, 2),
                verdict,
                new Outcome(Outcome.Verdict.EQUIVALENT, null, cheaper(blended), blended, monthly, Map.of(), List.of()),
                List.of(new Section(
                        "specs", "Specs", List.of(new Block.Table("Facts", List.of("Name", "Kind"), rows)))),
                evidence);
    }

    private static String cheaper(Map<String, UsdPerMtok> blended) {
        return blended.size() < 2 || blended.values().stream().distinct().count() == 1
                ? null
                : blended.entrySet().stream()
                        .min(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey();
    }

    private static Claim claim(Profile profile, ModelState.Fact fact, Map<String, Evidence> evidence) {
        Evidence found = evidence(profile, fact);
        evidence.put(found.id(), found);
        return new Claim(fact.value(), List.of(found.id()));
    }

    private static Evidence evidence(Profile profile, ModelState.Fact fact) {
        String field = fact.field().id();
        return new Evidence(profile.model() + "/" + field, profile.model(), field, fact.value(), fact.provenance());
    }
}
