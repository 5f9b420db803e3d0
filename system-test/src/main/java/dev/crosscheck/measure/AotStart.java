package dev.crosscheck.measure;

import dev.crosscheck.local.Folders;
import dev.crosscheck.local.Launch;
import dev.crosscheck.local.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** P16: start of comparison-service to readiness, with what an earlier run of the Java machine had prepared. */
final class AotStart implements Measurement {

    @Override
    public String id() {
        return "P16";
    }

    @Override
    public String title() {
        return "start to ready with the AOT cache";
    }

    private static final String HOW = """
            comparison-service of %,d models, stopped and started with and without an AOT cache (JEP 483, 514). The cache was \
            made by one run of the service beforehand, from its start over %,d pages read until its end; that took %.0f s and \
            %.0f MB. Everything else is the same, the other flags too: %s.""";

    private static final int PAGES_READ = 500;
    private static final Duration MADE_WITHIN = Duration.ofMinutes(4);

    @Override
    public Finding measure(Suite suite) throws Exception {
        MeasuredSystem system = suite.some();
        Launch usual = system.launch(Service.COMPARISON);
        Path folder = Files.createTempDirectory("crosscheck-aot-");
        Path cache = folder.resolve("comparison-service.aot");
        Samples with = new Samples();
        Samples without = new Samples();
        double making;
        double megabytes;
        try {
            making = make(system, with(usual, "-XX:AOTCacheOutput=" + cache), cache);
            megabytes = Files.size(cache) / 1e6;
            suite.say(String.format(Locale.ROOT, "  cache of %.0f MB made in %.0f s", megabytes, making));
            for (Rounds rounds = suite.scale().takeTurns(); rounds.next(); ) {
                with.add(start(system, with(usual, "-XX:AOTCache=" + cache)));
                without.add(start(system, usual));
                suite.say(String.format(
                        Locale.ROOT,
                        "  round %d: without %.2f s, with the cache %.2f s",
                        rounds.number(),
                        without.last(),
                        with.last()));
            }
        } finally {
            runAsUsual(system, usual);
            Folders.delete(folder);
        }
        return Finding.of(
                this,
                HOW.formatted(system.models(), PAGES_READ, making, megabytes, String.join(" ", usual.flags())),
                new Figure("start to ready", "s", "%.2f", with.series(), without.series(), new Goal.AtMostTimes(0.55)));
    }

    private static Launch with(Launch usual, String flag) {
        List<String> flags = new ArrayList<>(usual.flags());
        flags.add(flag);
        return usual.withFlags(flags);
    }

    /** The cache is written when the run that it is made of ends. @return seconds that it took altogether */
    private static double make(MeasuredSystem system, Launch training, Path cache) throws Exception {
        long start = System.nanoTime();
        system.restart(Service.COMPARISON, training);
        for (int page = 0; page < PAGES_READ; page++) {
            system.get(system.page(page % system.models()));
        }
        ProcessHandle service = system.processes().process(Service.COMPARISON).handle();
        service.destroy();
        service.onExit().get(MADE_WITHIN.toSeconds(), TimeUnit.SECONDS);
        if (!Files.exists(cache)) {
            throw new IllegalStateException(cache + ": not written (expected: when the service had ended)");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** The last start of a round is the usual one; only after a failure does another have to follow. */
    private static void runAsUsual(MeasuredSystem system, Launch usual) {
        if (system.processes().process(Service.COMPARISON).handle().isAlive()) {
            system.processes().startNextBy(Service.COMPARISON, usual);
        } else {
            system.restart(Service.COMPARISON, usual);
        }
    }

    private static double start(MeasuredSystem system, Launch launch) {
        system.processes().process(Service.COMPARISON).close();
        system.processes().startNextBy(Service.COMPARISON, launch);
        long start = System.nanoTime();
        system.processes().start(Service.COMPARISON);
        return (System.nanoTime() - start) / 1e9;
    }
}
