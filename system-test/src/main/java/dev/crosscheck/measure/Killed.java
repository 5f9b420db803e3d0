package dev.crosscheck.measure;

import dev.crosscheck.local.Service;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** P18: from {@code kill -9} until the service is ready and everything has converged. */
final class Killed implements Measurement {

    private static final int ROUNDS = 3;
    private static final int CHANGES = 50;
    private static final int MODELS = 10;
    private static final String HOW = """
            %d new prices of %d models are sent and the service is killed at once, in the middle of its work. The clock runs from the kill: \
            start, readiness, everything sent has been read, decided and handed over, and no stored page is older than its \
            facts. The baseline is the cold start of comparison-service of %,d models: its tables are emptied, and it reads \
            both state topics and makes all %,d pages.""";

    @Override
    public String id() {
        return "P18";
    }

    @Override
    public String title() {
        return "kill -9 → ready and converged";
    }

    @Override
    public Finding measure(Suite suite) throws Exception {
        MeasuredSystem system = suite.some();
        Map<Service, Samples> back = new EnumMap<>(Service.class);
        Samples cold = new Samples();
        for (Rounds rounds = new Rounds(ROUNDS, suite.scale().patience()); rounds.next(); ) {
            for (Service service : suite.scale().restarted()) {
                Samples seconds = back.computeIfAbsent(service, _ -> new Samples());
                seconds.add(killed(system, service));
                suite.say(String.format(
                        Locale.ROOT, "  round %d: %s %.2f s", rounds.number(), service.module(), seconds.last()));
            }
            cold.add(cold(system));
            suite.say(String.format(Locale.ROOT, "  round %d: cold start %.2f s", rounds.number(), cold.last()));
        }
        List<Figure> figures = new ArrayList<>();
        back.forEach((service, seconds) -> figures.add(new Figure(
                service.module(),
                "s",
                "%.2f",
                seconds.series(),
                service == Service.COMPARISON ? cold.series() : null,
                new Goal.AtMost(2))));
        return Finding.of(
                this, HOW.formatted(CHANGES, MODELS, system.models(), system.pages()), figures.toArray(Figure[]::new));
    }

    private static double killed(MeasuredSystem system, Service service) {
        system.awaitSettled();
        for (int i = 0; i < CHANGES; i++) {
            system.publishChange(i % MODELS);
        }
        system.flush();
        long start = System.nanoTime();
        system.processes().process(service).kill();
        system.processes().start(service);
        system.awaitSettled();
        return (System.nanoTime() - start) / 1e9;
    }

    /** As an operator would after losing the derived tables: emptied, and started. */
    private static double cold(MeasuredSystem system) {
        system.awaitSettled();
        system.processes().process(Service.COMPARISON).close();
        system.sql().execute("""
                do $$ declare name text; begin
                    for name in select tablename from pg_tables
                        where schemaname = 'public' and tablename not like 'flyway%'
                    loop execute format('truncate public.%I cascade', name); end loop;
                end $$""");
        long start = System.nanoTime();
        system.processes().start(Service.COMPARISON);
        system.awaitSettled();
        system.backlog().awaitPages(system.pages(), system.sql());
        return (System.nanoTime() - start) / 1e9;
    }
}
