package dev.crosscheck.kit.pulse;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The threads that this service cannot do without. */
@Singleton
public final class Pulses {

    private final PulseConfig config;
    private final List<Pulse> pulses = new CopyOnWriteArrayList<>();

    public Pulses(PulseConfig config) {
        this.config = config;
    }

    /** The pulse of one more thread, which is missed as soon as it has begun. */
    public Pulse of(String thread) {
        Pulse pulse = new Pulse(thread, System::nanoTime);
        pulses.add(pulse);
        return pulse;
    }

    /** The threads by name, in order. */
    public List<String> names() {
        return pulses.stream().map(Pulse::name).sorted().toList();
    }

    /** What is wrong with those that are not well, by thread; empty if all are. */
    public Map<String, String> troubles() {
        Map<String, String> troubles = new TreeMap<>();
        pulses.forEach(
                pulse -> pulse.trouble(config.wedgedAfter()).ifPresent(trouble -> troubles.put(pulse.name(), trouble)));
        return troubles;
    }
}
