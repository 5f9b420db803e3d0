package dev.crosscheck.comparison.web;

import dev.crosscheck.comparison.change.LatestChanges;
import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.fact.KnownModel;
import dev.crosscheck.comparison.page.Tokens;
import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.event.pricing.PriceSheet.Offer;
import dev.crosscheck.event.pricing.RouteStatus;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.problem.ProblemException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The first page, and what changed lately. */
@Controller
@Hidden
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(Documents.HTML)
final class HomeController {

    static final int OPTIONS = 1_000;
    private static final int EXAMPLES = 4;
    private static final int CHANGES_ON_HOME = 6;
    private static final int CHANGES = 100;

    private final FactView facts;
    private final Digests digests;
    private final ModelFinder finder;
    private final LatestChanges changes;

    /** Null until somebody has asked. */
    private @Nullable Overview overview;

    /** What the first page says of all facts together: it takes reading all of them. */
    private record Overview(
            long version,
            String models,
            String providers,
            String offers,
            String scores,
            String pairs,
            @Nullable String newest,
            @Nullable String oldest,
            List<HomeView.Example> examples) {}

    HomeController(FactView facts, Digests digests, ModelFinder finder, LatestChanges changes) {
        this.facts = facts;
        this.digests = digests;
        this.finder = finder;
        this.changes = changes;
    }

    @Get("/")
    @OpenTo(Role.ANYONE)
    HttpResponse<byte[]> home() {
        Overview now = overview();
        return Documents.page(
                "home.jte",
                new HomeView(
                        finder.options(OPTIONS),
                        now.models(),
                        now.providers(),
                        now.offers(),
                        now.scores(),
                        now.pairs(),
                        now.newest(),
                        now.oldest(),
                        now.examples(),
                        views(CHANGES_ON_HOME, null)));
    }

    /** One at a time: whoever comes meanwhile finds it made, unless there are newer facts. */
    private synchronized Overview overview() {
        // Before anything is read: what is made of later facts is made again once more at worst.
        long version = facts.version();
        Overview held = overview;
        if (held == null || held.version() != version) {
            held = overview(version);
            overview = held;
        }
        return held;
    }

    private Overview overview(long version) {
        Set<String> providers = new HashSet<>();
        long offers = 0;
        long scores = 0;
        Instant newest = null;
        Instant oldest = null;
        long models = 0;
        for (KnownModel model : facts.all().values()) {
            models++;
            scores += model.profile().catalog().scores().size();
            PriceSheet prices = model.profile().prices();
            for (Offer offer : prices == null ? List.<Offer>of() : prices.offers()) {
                offers++;
                if (offer.status() == RouteStatus.LIVE || offer.status() == RouteStatus.BETA) {
                    providers.add(offer.provider().id());
                }
            }
            for (Instant observed : observed(model).toList()) {
                newest = newest == null || observed.isAfter(newest) ? observed : newest;
                oldest = oldest == null || observed.isBefore(oldest) ? observed : oldest;
            }
        }
        return new Overview(
                version,
                Tokens.exact(models),
                Tokens.exact(providers.size()),
                Tokens.exact(offers),
                Tokens.exact(scores),
                Tokens.exact(models * (models - 1) / 2),
                newest == null ? null : PageView.day(newest),
                oldest == null ? null : PageView.day(oldest),
                examples());
    }

    /**
     * What changed on pages, newest first.
     *
     * @param before number of the oldest change already seen; none for the newest
     */
    @Get("/changes")
    @OpenTo(Role.ANYONE)
    HttpResponse<byte[]> changes(@Nullable @QueryValue Long before) {
        if (before != null && before < 1) {
            throw ProblemException.badRequest(
                    "invalid-before", "Not a number of a change", "before: " + before + " (expected: 1 or more)");
        }
        List<ChangeView> views = views(CHANGES, before);
        return Documents.page(
                "changes.jte",
                new ChangesView(
                        views, views.size() < CHANGES ? null : views.getLast().number()));
    }

    private List<ChangeView> views(int limit, @Nullable Long before) {
        Names names = finder.names();
        return changes.newest(limit, before == null ? Long.MAX_VALUE : before).stream()
                .map(change -> ChangeView.of(change, names::model, names::benchmark))
                .toList();
    }

    /** Models with most scores beside those nearest to them: pairs with something to say. */
    private List<HomeView.Example> examples() {
        List<Digest> all = digests.all();
        List<HomeView.Example> examples = new ArrayList<>();
        Set<String> shown = new HashSet<>();
        List<Digest> byScores = all.stream()
                .sorted(Comparator.comparingInt(
                                (Digest model) -> -model.scores().size())
                        .thenComparing(Digest::id))
                .limit(EXAMPLES * 2L)
                .toList();
        for (Digest model : byScores) {
            Neighbours.of(List.of(model), all).stream()
                    .filter(view -> view.heading().equals(Neighbours.IN_SCORES))
                    .flatMap(view -> view.items().stream())
                    .filter(item -> !shown.contains(item.id()) && !shown.contains(model.id()))
                    .findFirst()
                    .ifPresent(item -> {
                        shown.add(item.id());
                        shown.add(model.id());
                        examples.add(new HomeView.Example(item.address(), model.name(), item.name()));
                    });
        }
        return examples.stream().limit(EXAMPLES).toList();
    }

    private static Stream<Instant> observed(KnownModel model) {
        PriceSheet prices = model.profile().prices();
        return Stream.of(
                        model.profile().catalog().facts().stream().map(ModelState.Fact::provenance),
                        model.profile().catalog().scores().stream().map(ModelState.Score::provenance),
                        prices == null
                                ? Stream.<Provenance>empty()
                                : prices.offers().stream().map(Offer::provenance))
                .flatMap(part -> part)
                .map(Provenance::observedAt);
    }
}
