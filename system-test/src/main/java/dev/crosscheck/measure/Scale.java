package dev.crosscheck.measure;

import dev.crosscheck.local.Service;
import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param name          as the report names it
 * @param few           models of the smallest system
 * @param some          models of the system that most is measured on, every pair of them with a stored page
 * @param many          models of the largest system
 * @param rounds        how often each figure is taken
 * @param eventsInRound events of each round that are measured one by one
 * @param warmUp        events before the first round, which are not counted
 * @param httpRound     how long requests are sent in one round
 * @param burst         events of a burst
 * @param burstModels   models that the burst is about
 * @param overload      how long twice the most that the system can take is sent
 * @param filledWithin  how long making all pages of the largest system may take; with what the engine does in a
 *                      second this decides how many models have all their pages
 * @param restarted     services whose starts and memory are measured; each takes many seconds
 * @param patience      how long one measurement may begin rounds, its first one aside
 */
record Scale(
        String name,
        int few,
        int some,
        int many,
        int rounds,
        int eventsInRound,
        int warmUp,
        Duration httpRound,
        int burst,
        int burstModels,
        Duration overload,
        Duration filledWithin,
        List<Service> restarted,
        Duration patience) {

    static final Scale QUICK = new Scale(
            "quick: a try, not a record",
            20,
            80,
            80,
            3,
            20,
            20,
            Duration.ofMillis(250),
            500,
            10,
            Duration.ofSeconds(4),
            Duration.ofSeconds(20),
            List.of(Service.COMPARISON),
            Duration.ofSeconds(3));

    static final Scale FULL = new Scale(
            "full",
            50,
            500,
            5_000,
            7,
            100,
            4_000,
            Duration.ofSeconds(2),
            10_000,
            100,
            Duration.ofMinutes(1),
            Duration.ofMinutes(4),
            List.of(Service.values()),
            Duration.ofSeconds(100));

    /** Rounds of one measurement. */
    Rounds takeTurns() {
        return new Rounds(rounds, patience);
    }

    /** How long requests are sent before they count. */
    Duration httpWarmUp() {
        return httpRound.multipliedBy(2);
    }

    /** Events of one round, measured one by one; fewer where each takes long. */
    Rounds events(int most) {
        return new Rounds(most, patience.dividedBy(rounds));
    }

    /** Pages of so many models: one for each pair. */
    static long pages(long models) {
        return models * (models - 1) / 2;
    }

    /** Pages that show at least one of so many changed models. */
    static long pagesTouched(long models, long changed) {
        return pages(models) - pages(models - changed);
    }

    /**
     * The most models whose pages can all be made in time and kept, in steps that can be told apart.
     *
     * @param pagesASecond that the engine makes and stores
     * @param room         for so many pages there is on the disk
     */
    int fitting(double pagesASecond, double room) {
        int step = many >= 1_000 ? 500 : 50;
        int fitting = some;
        for (int models = step; models <= many; models += step) {
            if (pages(models) <= Math.min(room, pagesASecond * filledWithin.toSeconds())) {
                fitting = Math.max(fitting, models);
            }
        }
        return fitting;
    }
}
