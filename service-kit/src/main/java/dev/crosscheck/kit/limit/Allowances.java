package dev.crosscheck.kit.limit;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What each caller has left. A caller gains one request after the other, evenly over the minute, and saves up a
 * minute's worth at most.
 */
final class Allowances {

    /** Of those that are forgotten first, who asked longest ago has long saved up all again. */
    static final int MOST_CALLERS = 10_000;

    private static final double NANOS_OF_A_MINUTE = Duration.ofMinutes(1).toNanos();

    private final LimitsConfig config;
    private final LongSupplier nanos;
    private final Map<Cost, Allowance> all = new EnumMap<>(Cost.class);
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
     * @return how long to wait until there is one; zero if it was taken
     */
    synchronized Duration take(Cost cost, String caller) {
        long now = nanos.getAsLong();
        int most = config.perMinute(cost);
        Allowance own = each.computeIfAbsent(new Key(cost, caller), _ -> new Allowance(most, now));
        Allowance shared = all.computeIfAbsent(cost, _ -> new Allowance(most * LimitsConfig.ALL, now));
        long wait = Math.max(own.untilNext(now), shared.untilNext(now));
        if (wait == 0) {
            own.take();
            shared.take();
        }
        return Duration.ofNanos(wait);
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

        void take() {
            left--;
        }
    }
}
