package dev.crosscheck.measure;

import dev.crosscheck.local.Launch;
import dev.crosscheck.local.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** P17: memory of a service among many models, beside the same service with the Java machine's own settings. */
final class Footprint implements Measurement {

    private static final int ROUNDS = 2;
    private static final int CHANGES = 200;
    private static final String HOW = """
            Resident memory (VmRSS) of each service among %,d models, after a fresh start, %d new prices and %.1f seconds of \
            reading pages; comparison-service as a replica that serves readers, its refresher off: one that keeps stored \
            pages has something prepared for every model. The baseline is the same with no flags of ours: the Java machine's own choice of heap (a quarter \
            of the memory) and collector. Ours: %s, environment %s.""";

    @Override
    public String id() {
        return "P17";
    }

    @Override
    public String title() {
        return "resident memory of a service";
    }

    @Override
    public Finding measure(Suite suite) throws Exception {
        MeasuredSystem system = suite.of(suite.scale().many());
        Duration reading = suite.scale().httpRound().multipliedBy(2);
        List<Service> services = suite.scale().restarted();
        Map<Service, Samples> ours = samples(services);
        Map<Service, Samples> usual = samples(services);
        for (Rounds rounds = new Rounds(ROUNDS, suite.scale().patience()); rounds.next(); ) {
            measure(system, usual, false, reading);
            measure(system, ours, true, reading);
            suite.say(String.format(
                    Locale.ROOT,
                    "  round %d: comparison-service %.0f MB, with default flags %.0f MB",
                    rounds.number(),
                    of(ours, Service.COMPARISON).last(),
                    of(usual, Service.COMPARISON).last()));
        }
        List<Figure> figures = new ArrayList<>();
        for (Service service : services) {
            Series mine = of(ours, service).series();
            Series theirs = of(usual, service).series();
            figures.add(new Figure(
                    service.module() + ", beside default flags",
                    "MB",
                    "%.0f",
                    mine,
                    theirs,
                    new Goal.AtMostTimes(0.8)));
            figures.add(new Figure(service.module(), "MB", "%.0f", mine, null, new Goal.AtMost(200)));
        }
        return Finding.of(
                this,
                HOW.formatted(
                        system.models(),
                        CHANGES,
                        reading.toMillis() / 1e3,
                        String.join(" ", Launch.of(Service.COMPARISON).flags()),
                        Launch.of(Service.COMPARISON).environment()),
                figures.toArray(Figure[]::new));
    }

    private static Map<Service, Samples> samples(List<Service> services) {
        Map<Service, Samples> samples = new EnumMap<>(Service.class);
        for (Service service : services) {
            samples.put(service, new Samples());
        }
        return samples;
    }

    private static Samples of(Map<Service, Samples> samples, Service service) {
        return Objects.requireNonNull(samples.get(service), service::id);
    }

    private static void measure(
            MeasuredSystem system, Map<Service, Samples> megabytes, boolean withFlags, Duration reading)
            throws IOException, InterruptedException {
        Set<Service> services = megabytes.keySet();
        for (Service service : services) {
            Launch launch = system.launch(service);
            system.restart(
                    service, withFlags ? launch : launch.withFlags(List.of()).without(Launch.POOLS));
        }
        for (int i = 0; i < CHANGES; i++) {
            system.publishChange(i % system.models());
        }
        system.awaitSettled();
        PageRequests pages = PageRequests.json(system);
        try (HttpLoad load =
                new HttpLoad(system.processes().uri(Service.COMPARISON).getPort(), 200, pages.whole())) {
            load.asFastAsAnswered(reading);
        }
        for (Service service : services) {
            of(megabytes, service)
                    .add(ResidentMemory.megabytes(
                            system.processes().process(service).pid()));
        }
    }
}
