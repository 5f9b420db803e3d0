package dev.crosscheck.measure;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/** One run: its scale, and systems of several sizes, each started when somebody needs it. */
final class Suite implements AutoCloseable {

    private static final long ALWAYS_AUDITED = 150_000;
    private static final Duration AUDIT_WITHIN = Duration.ofMinutes(5);

    /** Rows that are written again need room twice, and so does the log of the database. */
    private static final double SHARE_OF_DISK = 0.4;

    private final Scale scale;
    private final Map<Integer, MeasuredSystem> systems = new LinkedHashMap<>();
    private final Map<Integer, Double> filledIn = new LinkedHashMap<>();
    private OptionalDouble pagesASecond = OptionalDouble.empty();
    private double room;

    Suite(Scale scale) {
        this.scale = scale;
    }

    Scale scale() {
        return scale;
    }

    /** The system that most is measured on, with all of its pages stored. */
    MeasuredSystem some() throws IOException, SQLException {
        return filled(scale.some());
    }

    /** A system of so many models; what its stored pages are like is for the caller to say. */
    MeasuredSystem of(int models) throws IOException, SQLException {
        MeasuredSystem system = systems.get(models);
        if (system == null) {
            say("publishing " + models + " models");
            long start = System.nanoTime();
            system = MeasuredSystem.start(models);
            say(String.format(Locale.ROOT, "  started and read in %.0f s", (System.nanoTime() - start) / 1e9));
            systems.put(models, system);
        }
        return system;
    }

    /** A system of so many models with all of its pages stored. */
    MeasuredSystem filled(int models) throws IOException, SQLException {
        MeasuredSystem system = of(models);
        if (!system.isRefreshing()) {
            say("making " + Scale.pages(models) + " pages");
            double seconds = system.refreshPages();
            if (models == scale.some()) {
                room = SHARE_OF_DISK * system.freeBytes() * system.pages() / system.bytes();
            }
            if (filledIn.putIfAbsent(models, seconds) == null) {
                say(String.format(Locale.ROOT, "  %.1f s, %,.0f pages/s", seconds, Scale.pages(models) / seconds));
            }
        }
        return system;
    }

    /**
     * The largest system whose pages can all be made in the time that the scale gives, and kept on this disk.
     *
     * <p>What one second is enough for was seen while the pages of {@link #some} were made, or is told by
     * {@link #makesInASecond}.
     */
    MeasuredSystem largestFilled() throws IOException, SQLException {
        some();
        double rate = pagesASecond.orElseGet(
                () -> Scale.pages(scale.some()) / filledIn.getOrDefault(scale.some(), Double.MAX_VALUE));
        return filled(scale.fitting(rate, room));
    }

    /** Stops a system that nothing else is measured on. */
    void closeUnlessNeeded(MeasuredSystem system) {
        if (system.models() != scale.some() && system.models() != scale.many()) {
            systems.remove(system.models());
            system.close();
        }
    }

    /** The engine makes and stores so many pages in a second. */
    void makesInASecond(double pages) {
        pagesASecond = OptionalDouble.of(pages);
    }

    /** Seconds in which all pages of the system of so many models were made when there were none. */
    double filledIn(int models) {
        Double seconds = filledIn.get(models);
        if (seconds == null) {
            throw new IllegalStateException("system of " + models + " models: not filled (expected: filled before)");
        }
        return seconds;
    }

    /** Tells whoever waits. */
    void say(String words) {
        System.out.println(LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS) + " " + words);
    }

    /**
     * Systems that have stored pages, each held against its facts page by page: those in which that takes no more than
     * some minutes, as it goes through one processor.
     */
    Map<Integer, JsonNode> audits() throws IOException, InterruptedException {
        Map<Integer, JsonNode> audits = new LinkedHashMap<>();
        long most = Math.max(ALWAYS_AUDITED, (long) (pagesASecond.orElse(0) * AUDIT_WITHIN.toSeconds()));
        for (MeasuredSystem system : systems.values()) {
            if (system.isRefreshing() && system.pages() <= most) {
                system.awaitSettled();
                audits.put(system.models(), system.audit());
            }
        }
        return audits;
    }

    /** Sizes of the systems that have stored pages. */
    List<Integer> withStoredPages() {
        return systems.values().stream()
                .filter(MeasuredSystem::isRefreshing)
                .map(MeasuredSystem::models)
                .toList();
    }

    @Override
    public void close() {
        for (MeasuredSystem system : systems.values()) {
            system.close();
        }
    }
}
