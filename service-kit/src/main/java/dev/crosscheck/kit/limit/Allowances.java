package dev.crosscheck.kit.limit;

import dev.crosscheck.kit.limit.Turn.Whose;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What each caller has left. A caller gains one request after the other, evenly over the minute, and saves up a
 * minute's worth at most.
 *
 * <p>All together have {@link LimitsConfig#ALL} times as much, in two halves that are counted apart: what callers ask
 * for who have used little lately, and what others ask for. However much some of them ask, they leave the first half to
 * those who ask for a thing now and then.
 */
final class Allowances {

    /** Of those that are forgotten first, who asked longest ago has long saved up all again. */
    static final int MOST_CALLERS = 10_000;

    private static final int HARDLY = 10;

    private static final double NANOS_OF_A_MINUTE = Duration.ofMinutes(1).toNanos();

    private final LimitsConfig config;
    private final LongSupplier nanos;
    private final Map<Cost, Allowance> little = new EnumMap<>(Cost.class);
    private final Map<Cost, Allowance> much = new EnumMap<>(Cost.class);
    private final Map<Key, Allowance> each = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Allowance> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    /** @param nanos a clock that only goes forward */
    Allowances(LimitsConfig config, LongSupplier nanos) {
        this.config = config;
        this.nanos = nanos;
    }

    private record Key(Cost cost, String caller) {}

    /**
     * Takes one from what the caller, and all together, have left.
     *
     * @return when there is one; now, if it was taken
     */
    synchronized Turn take(Cost cost, String caller) {
        long now = nanos.getAsLong();
        int most = config.perMinute(cost);
        Allowance own = each.computeIfAbsent(new Key(cost, caller), _ -> new Allowance(most, now));
        long untilOwn = own.untilNext(now);
        if (untilOwn > 0) {
            return new Turn(Duration.ofNanos(untilOwn), Whose.OWN);
        }
        Allowance shared = (own.isHardlyUsed() ? little : much)
                .computeIfAbsent(cost, _ -> new Allowance(most * LimitsConfig.ALL / 2, now));
        long untilShared = shared.untilNext(now);
        if (untilShared > 0) {
            return new Turn(Duration.ofNanos(untilShared), Whose.SHARED);
        }
        own.take();
        shared.take();
        return Turn.NOW;
    }

    /** How many callers are remembered, each as often as he has asked for things of different cost. */
    synchronized int size() {
        return each.size();
    }

    private static final class Allowance {

        private final int most;
        private double left;
        private long asOf;

        Allowance(int most, long now) {
            this.most = most;
            this.left = most;
            this.asOf = now;
        }

        /** @return nanoseconds until there is one */
        long untilNext(long now) {
            left = Math.min(most, left + (double) (now - asOf) * most / NANOS_OF_A_MINUTE);
            asOf = now;
            return left >= 1 ? 0 : (long) Math.ceil((1 - left) * NANOS_OF_A_MINUTE / most);
        }

        /** A tenth at most, as of the last question. */
        boolean isHardlyUsed() {
            return left > most - Math.max(1, most / HARDLY);
        }

        void take() {
            left--;
        }
    }
}
