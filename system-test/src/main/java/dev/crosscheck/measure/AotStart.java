package dev.crosscheck.measure;

import dev.crosscheck.local.Installation;
import dev.crosscheck.local.Launch;
import dev.crosscheck.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    @Override
    public Finding measure(Suite suite) throws Exception {
        Optional<Path> cache = cache();
        if (cache.isEmpty()) {
            return Finding.notBuilt(this, "there is no AOT cache (expected: a file *.aot beside the service's jar)");
        }
        MeasuredSystem system = suite.some();
        List<String> flags = new ArrayList<>(Launch.of(Service.COMPARISON).flags());
        flags.add("-XX:AOTCache=" + cache.get());
        Launch prepared = Launch.of(Service.COMPARISON).withFlags(flags);
        double[] with = new double[suite.scale().rounds()];
        double[] without = new double[suite.scale().rounds()];
        for (int round = 0; round < with.length; round++) {
            without[round] = start(system, Launch.of(Service.COMPARISON));
            with[round] = start(system, prepared);
        }
        system.processes().startNextBy(Service.COMPARISON, system.launch(Service.COMPARISON));
        return Finding.of(
                this,
                "comparison-service of " + system.models() + " models, stopped and started with and without the cache.",
                new Figure(
                        "start to ready",
                        "s",
                        "%.2f",
                        new Series(with),
                        new Series(without),
                        new Goal.AtMostTimes(0.55)));
    }

    private static double start(MeasuredSystem system, Launch launch) {
        system.processes().process(Service.COMPARISON).close();
        system.processes().startNextBy(Service.COMPARISON, launch);
        long start = System.nanoTime();
        system.processes().start(Service.COMPARISON);
        return (System.nanoTime() - start) / 1e9;
    }

    private static Optional<Path> cache() throws IOException {
        Path jar = Installation.built(Path.of("").toAbsolutePath()).jar(Service.COMPARISON.module());
        try (Stream<Path> files = Files.list(jar.toAbsolutePath().getParent())) {
            return files.filter(file -> file.getFileName().toString().endsWith(".aot"))
                    .findFirst();
        }
    }
}
