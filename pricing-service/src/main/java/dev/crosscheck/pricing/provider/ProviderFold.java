package dev.crosscheck.pricing.provider;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.crosscheck.event.SourcePolicy;
import dev.crosscheck.event.pricing.PriceSheet;
import dev.crosscheck.kit.time.AsOf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who providers were, folded from all reports. Pure: it gives what taking them in one by one gives. */
public final class ProviderFold {

    /**
     * Providers as they were shown. One that nobody had reported for that moment is shown as it was
     * reported first known: a name is not younger than whoever wrote it down.
     *
     * @param reports in the order of recording; repetitions may be among them
     * @return by id; none for a provider without reports
     */
    public static Map<String, PriceSheet.Provider> of(List<ProviderReport> reports, AsOf asOf, SourcePolicy policy) {
        Map<String, PriceSheet.Provider> shown = new HashMap<>();
        reports.stream()
                .filter(report -> asOf.knows(report.recordedAt()))
                .collect(groupingBy(report -> report.provider().id()))
                .forEach((id, known) -> {
                    List<ProviderReport> then = known.stream()
                            .filter(report -> asOf.holds(report.provenance().validFrom()))
                            .toList();
                    shown.put(id, HeldReport.shown(held(then.isEmpty() ? known : then), policy));
                });
        return shown;
    }

    private static List<HeldReport> held(List<ProviderReport> reports) {
        List<HeldReport> held = new ArrayList<>();
        reports.stream()
                .collect(groupingBy(report -> report.provenance().source().id(), LinkedHashMap::new, toList()))
                .values()
                .forEach(ofSource -> {
                    HeldReport last = null;
                    for (ProviderReport report : ofSource) {
                        Optional<HeldReport> before = Optional.ofNullable(last);
                        last = HeldReport.after(report, ProviderDecision.of(report, before), before);
                    }
                    if (last != null) {
                        held.add(last);
                    }
                });
        return held;
    }

    private ProviderFold() {}
}
