package dev.crosscheck.comparison.past;

import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.page.PastMoment;
import dev.crosscheck.comparison.page.Profile;
import dev.crosscheck.comparison.pagestore.PageFunction;
import dev.crosscheck.comparison.pagestore.PageKey;
import dev.crosscheck.comparison.past.PastStates.Answer;
import dev.crosscheck.event.catalog.ModelState;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.kit.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Makes pages as they would have stood at a moment of the past: the same function as every page, over the
 * states that held then. They are made for whoever asks and kept nowhere.
 */
@Singleton
public final class PastPages {

    /** Each asks two services twice: more at a time would only make all of them slower. */
    private static final int AT_A_TIME = 16;

    private final PastStates states;
    private final PageFunction function;
    private final Semaphore places = new Semaphore(AT_A_TIME);

    PastPages(PastStates states, PageFunction function) {
        this.states = states;
        this.function = function;
    }

    /**
     * The page of the pair then. This waits for other services: not for the event loop.
     *
     * @throws ProblemException 404, if nothing was known of one of the models then; 503, if a service that
     *     keeps the history is away, or too many ask at once
     */
    public Page page(PageKey key, PastMoment moment) {
        if (!places.tryAcquire()) {
            throw PastStates.away();
        }
        try {
            Asked first = ask(key.first(), moment);
            Asked second = ask(key.second(), moment);
            return function.of(first.profile(), second.profile());
        } finally {
            places.release();
        }
    }

    private Asked ask(String model, PastMoment moment) {
        return new Asked(model, states.catalog(model, moment), states.prices(model, moment));
    }

    /** What was asked of one model; both services are on their way. */
    private record Asked(
            String model, CompletableFuture<Answer<ModelState>> catalog, CompletableFuture<Answer<PriceSheet>> prices) {

        /** A model with prices and no facts is a model of which not much was known; with neither, none. */
        Profile profile() {
            Answer<ModelState> facts = PastStates.await(catalog);
            Answer<PriceSheet> sheet = PastStates.await(prices);
            PriceSheet known = sheet instanceof Answer.Known<PriceSheet>(PriceSheet state) ? state : null;
            return switch (facts) {
                case Answer.Known<ModelState>(ModelState state) -> new Profile(state, known);
                case Answer.Unknown<ModelState>(String detail) -> {
                    if (known == null) {
                        throw ProblemException.notFound(
                                "not-known-then", "Nothing was known of it then", "model: " + model + ", " + detail);
                    }
                    yield new Profile(
                            new ModelState(model, 1, List.of(), List.of(), List.of(), List.of(), List.of()), known);
                }
            };
        }
    }
}
