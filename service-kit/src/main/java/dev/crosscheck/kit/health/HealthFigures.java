package dev.crosscheck.kit.health;

import dev.crosscheck.kit.pulse.Pulses;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Health for those who watch from outside and have no probes: {@code crosscheck.ready} is 1 for each check of readiness
 * that is up and 0 for one that is down, and {@code crosscheck.threads.troubled} is how many of the threads that the
 * service cannot do without have ended or are wedged.
 *
 * <p>Only checks of ours are shown, which answer from memory: a scrape waits for nobody.
 */
@Singleton
final class HealthFigures implements ApplicationEventListener<ServerStartupEvent> {

    private final List<HealthIndicator> checks;
    private final Pulses pulses;
    private final MeterRegistry meters;

    HealthFigures(
            DatabaseHealth database, TopicHealth topics, FarewellHealth stopping, Pulses pulses, MeterRegistry meters) {
        this.checks = List.of(database, topics, stopping);
        this.pulses = pulses;
        this.meters = meters;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        checks.forEach(check -> ask(check)
                .ifPresent(result -> Gauge.builder("crosscheck.ready", check, HealthFigures::isUp)
                        .tag("check", result.getName())
                        .register(meters)));
        Gauge.builder(
                        "crosscheck.threads.troubled",
                        pulses,
                        all -> all.troubles().size())
                .register(meters);
    }

    private static double isUp(HealthIndicator check) {
        return ask(check)
                .map(result -> HealthStatus.UP.equals(result.getStatus()) ? 1.0 : 0.0)
                .orElse(Double.NaN);
    }

    /** What it says at once; empty if it has to ask somebody. */
    private static Optional<HealthResult> ask(HealthIndicator check) {
        AtomicReference<HealthResult> said = new AtomicReference<>();
        check.getResult().subscribe(new Ear(said));
        return Optional.ofNullable(said.get());
    }

    private record Ear(AtomicReference<HealthResult> said) implements Subscriber<HealthResult> {

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(HealthResult result) {
            said.set(result);
        }

        @Override
        public void onError(Throwable failure) {
            // It has said nothing.
        }

        @Override
        public void onComplete() {
            // It has said all.
        }
    }
}
