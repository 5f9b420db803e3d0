package dev.crosscheck.kit.figure;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database for figures in the background. A scrape takes what was answered last: it never waits for the
 * database, and a database in trouble is not asked the more the more often somebody looks.
 *
 * <p>How old an answer is says {@code crosscheck.figures.age}; one that is too old is not shown.
 */
@Singleton
public final class Figures {

    private static final Logger LOG = LoggerFactory.getLogger(Figures.class);

    private final DSLContext dsl;
    private final Clock clock;
    private final MeterRegistry meters;
    private final FigureConfig config;
    private final List<Figure<?>> figures = new CopyOnWriteArrayList<>();
    private final Semaphore woken = new Semaphore(0);
    private volatile boolean closing;

    public Figures(DSLContext dsl, Clock clock, MeterRegistry meters, FigureConfig config) {
        this.dsl = dsl;
        this.clock = clock;
        this.meters = meters;
        this.config = config;
        Thread.ofVirtual().name("figures").start(this::askOn);
    }

    /**
     * Asks a question from now on.
     *
     * @param name     tells its age apart from that of others
     * @param question one statement that takes milliseconds, whatever has piled up
     */
    public <T> Figure<T> ask(String name, Function<DSLContext, T> question) {
        Figure<T> figure = new Figure<>(name, question, config.unknownAfter(), System::nanoTime);
        Gauge.builder("crosscheck.figures.age", figure, Figure::ageSeconds)
                .description("How long ago the database was last heard on these figures")
                .baseUnit("seconds")
                .tag("figure", name)
                .register(meters);
        figures.add(figure);
        woken.release();
        return figure;
    }

    /** Shows how many there are of something, and how long the oldest of them has been there: 0 if there is none. */
    public void show(String sizeName, String ageName, Figure<Pile> pile) {
        Gauge.builder(sizeName, pile, figure -> figure.of(Pile::size)).register(meters);
        Gauge.builder(ageName, pile, figure -> figure.of(answer -> secondsSince(answer.oldest())))
                .baseUnit("seconds")
                .register(meters);
    }

    /** Shows a number of an answer. */
    public <T> void show(String name, Figure<T> figure, ToDoubleFunction<T> part) {
        Gauge.builder(name, figure, answered -> answered.of(part)).register(meters);
    }

    @PreDestroy
    void close() {
        closing = true;
        woken.release();
    }

    private double secondsSince(Optional<Instant> moment) {
        return moment.map(oldest ->
                        Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1_000.0))
                .orElse(0.0);
    }

    private void askOn() {
        try {
            while (!closing) {
                figures.forEach(this::ask);
                if (woken.tryAcquire(config.askEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                    woken.drainPermits();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that fails keeps no other from being asked; its age tells. */
    private void ask(Figure<?> figure) {
        if (closing) {
            return;
        }
        try {
            figure.ask(dsl);
        } catch (RuntimeException e) {
            LOG.atDebug()
                    .addKeyValue("figure", figure.name())
                    .addKeyValue("because", String.valueOf(e.getMessage()))
                    .log("The database does not say");
        }
    }
}
