package dev.crosscheck.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** All measurements, in the order in which they run: first what is small, last what leaves a system worn. */
final class Measurements {

    static final List<Measurement> ALL = List.of(
            new EventToPage(),
            new PageReads(),
            new StoredRowReads(),
            new StoredBytes(),
            new NoOpEvents(),
            new Burst(),
            new StreamsJoin(),
            new VisibilityAtScale(),
            new FullRebuild(),
            new ModelPages(),
            new OneOfAll(),
            new MaterializedView(),
            new AotStart(),
            new Killed(),
            new Footprint(),
            new Overload());

    /** By the number in the table of goals, which is how people look for them. */
    static final Comparator<String> BY_NUMBER =
            Comparator.comparingInt((String id) -> Integer.parseInt(id.substring(1)));

    /**
     * Those that are asked for, in the order in which they run at that scale.
     *
     * <p>Where the largest system is the one that most is measured on, P2 comes first: it wants no stored pages, and
     * at its start that system has none.
     *
     * @param ids such as {@code P6} or {@code p6}; empty for all
     * @throws IllegalArgumentException if there is no such measurement
     */
    static List<Measurement> only(List<String> ids, Scale scale) {
        List<Measurement> chosen = new ArrayList<>(only(ids));
        if (scale.some() == scale.many()) {
            chosen.sort(Comparator.comparing(measurement -> !(measurement instanceof VisibilityAtScale)));
        }
        return chosen;
    }

    private static List<Measurement> only(List<String> ids) {
        Set<String> wanted = new LinkedHashSet<>();
        ids.forEach(id -> wanted.add(id.strip().toUpperCase(Locale.ROOT)));
        List<Measurement> chosen = new ArrayList<>();
        for (Measurement measurement : ALL) {
            if (ids.isEmpty() || wanted.remove(measurement.id())) {
                chosen.add(measurement);
            }
        }
        if (!wanted.isEmpty()) {
            throw new IllegalArgumentException("--only: " + String.join(", ", wanted) + " (expected: of "
                    + ALL.stream().map(Measurement::id).sorted(BY_NUMBER).collect(Collectors.joining(", ")) + ")");
        }
        return chosen;
    }

    private Measurements() {}
}
