package dev.crosscheck.measure;

import dev.crosscheck.event.Topics;
import dev.crosscheck.local.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** P15: twice as many events as the system can take, for a while. */
final class Overload implements Measurement {

    private static final Duration STEP = Duration.ofMillis(10);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final String HOW = """
            The most that the system takes is measured first: %,d new prices at once, until pricing-service has read them, \
            handed over what follows, and comparison-service has read that. Then twice as many a second are sent for %d \
            seconds (open loop: nobody waits for anybody), while pages are made behind. Goodput is what pricing-service \
            decided and committed a second meanwhile. Memory is looked at every second; the most of the second half is held \
            against the most of the first.""";

    @Override
    public String id() {
        return "P15";
    }

    @Override
    public String title() {
        return "twice the load that can be taken";
    }

    @Override
    public Finding measure(Suite suite) throws Exception {
        MeasuredSystem system = suite.some();
        Scale scale = suite.scale();
        double[] peak = new double[3];
        for (int i = 0; i < peak.length; i++) {
            peak[i] = peak(system, scale.burst());
        }
        Series most = new Series(peak);
        suite.say(String.format(Locale.ROOT, "  takes %,.0f events/s", most.median()));
        Flood flood = flood(system, 2 * most.median(), scale.overload());
        List<Figure> figures = new ArrayList<>();
        figures.add(new Figure(
                "goodput beside the most that is taken",
                "events/s",
                "%,.0f",
                new Series(flood.goodput),
                most,
                new Goal.AtLeastTimes(0.95)));
        for (Service service : Service.values()) {
            figures.add(flood.memory(service));
        }
        figures.add(Figure.alone("sent", "events/s", "%,.0f", new Series(flood.sent)));
        figures.add(Figure.alone("models with old pages, at most", "", "%,.0f", new Series(flood.mostDirty)));
        figures.add(
                Figure.alone("waiting to be handed over, at most", "events", "%,.0f", new Series(flood.mostOutbox)));
        figures.add(
                Figure.alone("drained alone, after the last event was sent", "s", "%.1f", new Series(flood.drained)));
        return Finding.of(
                this, HOW.formatted(scale.burst(), scale.overload().toSeconds()), figures.toArray(Figure[]::new));
    }

    /** @return events a second */
    private static double peak(MeasuredSystem system, int events) {
        system.awaitSettled();
        long start = System.nanoTime();
        for (int i = 0; i < events; i++) {
            system.publishChange(i % system.models());
        }
        system.flush();
        system.backlog().awaitRead();
        return events / ((System.nanoTime() - start) / 1e9);
    }

    /** What was seen while too much was sent. */
    private static final class Flood {

        private final double[][] memory = new double[Service.values().length][2];
        private double goodput;
        private double sent;
        private double mostDirty;
        private double mostOutbox;
        private double drained;

        Figure memory(Service service) {
            double[] halves = memory[service.ordinal()];
            return new Figure(
                    "memory of " + service.module() + ", second half beside first",
                    "MB",
                    "%.0f",
                    new Series(halves[1]),
                    new Series(halves[0]),
                    new Goal.AtMostTimes(1.15));
        }

        void look(MeasuredSystem system, int half) throws IOException {
            for (Service service : Service.values()) {
                double now = ResidentMemory.megabytes(
                        system.processes().process(service).pid());
                memory[service.ordinal()][half] = Math.max(memory[service.ordinal()][half], now);
            }
            mostDirty = Math.max(mostDirty, system.sql().number("select count(*) from dirty_model"));
            mostOutbox = Math.max(mostOutbox, system.backlog().outbox(Service.PRICING));
        }
    }

    private static Flood flood(MeasuredSystem system, double rate, Duration duration) throws IOException {
        system.awaitSettled();
        Flood flood = new Flood();
        long readBefore = system.backlog().read(Service.PRICING, Topics.PRICE_UPDATES);
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        long nextLook = start + LOOK_EVERY.toNanos();
        long events = 0;
        for (long now = start; now < end; now = System.nanoTime()) {
            long due = (long) ((now - start) / 1e9 * rate);
            for (; events < due; events++) {
                system.publishChange((int) (events % system.models()));
            }
            if (now > nextLook) {
                flood.look(system, now - start < duration.toNanos() / 2 ? 0 : 1);
                nextLook += LOOK_EVERY.toNanos();
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        flood.goodput = (system.backlog().read(Service.PRICING, Topics.PRICE_UPDATES) - readBefore) / seconds;
        flood.sent = events / seconds;
        long last = System.nanoTime();
        system.awaitSettled();
        flood.drained = (System.nanoTime() - last) / 1e9;
        return flood;
    }
}
