package dev.crosscheck.kit.figure;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jooq.DSLContext;
import org.jooq.conf.Settings;
import org.jooq.conf.SettingsTools;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the database for figures in the background. A scrape takes what was answered last: it never waits for the
 * database, and a database in trouble is not asked the more the more often somebody looks.
 *
 * <p>Each question has a thread, so that a slow one delays no other, and so many seconds. How old an answer is says
 * {@code crosscheck.figures.age}; one that is too old is not shown. Questions that failed are counted in {@code
 * crosscheck.figures.failed}, and said once in the log.
 */
@Singleton
public final class Figures {

    private static final Logger LOG = LoggerFactory.getLogger(Figures.class);

    private final DSLContext dsl;
    private final Clock clock;
    private final MeterRegistry meters;
    private final FigureConfig config;
    private final CountDownLatch closing = new CountDownLatch(1);

    public Figures(DSLContext dsl, Clock clock, MeterRegistry meters, FigureConfig config) {
        this.dsl = impatient(dsl, config.answerWithin());
        this.clock = clock;
        this.meters = meters;
        this.config = config;
    }

    /** A question that takes too long is ended in the database, too: it would otherwise be asked again beside itself. */
    private static DSLContext impatient(DSLContext dsl, Duration within) {
        Settings settings = SettingsTools.clone(dsl.settings());
        return DSL.using(dsl.configuration()
                .derive(settings.withQueryTimeout(Math.toIntExact(Math.max(1, within.toSeconds())))));
    }

    /**
     * Asks a question from now on.
     *
     * @param name     tells its age apart from that of others
     * @param question one statement that takes milliseconds, whatever has piled up: see {@link Pile#size}
     */
    public <T> Figure<T> ask(String name, Function<DSLContext, T> question) {
        Figure<T> figure = new Figure<>(name, question, config.unknownAfter(), System::nanoTime);
        Gauge.builder("crosscheck.figures.age", figure, Figure::ageSeconds)
                .description("How long ago the database was last heard on these figures")
                .baseUnit("seconds")
                .tag("figure", name)
                .register(meters);
        Counter failed = meters.counter("crosscheck.figures.failed", "figure", name);
        Thread.ofVirtual().name("figure-" + name).start(() -> askOn(figure, failed));
        return figure;
    }

    /** Shows how many there are of something, and how long the oldest of them has been there: 0 if there is none. */
    public void show(String sizeName, String ageName, Figure<Pile> pile) {
        show(sizeName, ageName, pile, Function.identity());
    }

    /** The same of a pile that is a part of an answer. */
    public <T> void show(String sizeName, String ageName, Figure<T> figure, Function<T, Pile> pile) {
        show(sizeName, figure, answer -> pile.apply(answer).size());
        Gauge.builder(
                        ageName,
                        figure,
                        answered -> answered.of(
                                answer -> secondsSince(pile.apply(answer).oldest())))
                .baseUnit("seconds")
                .register(meters);
    }

    /** Shows a number of an answer. */
    public <T> void show(String name, Figure<T> figure, ToDoubleFunction<T> part) {
        Gauge.builder(name, figure, answered -> answered.of(part)).register(meters);
    }

    @PreDestroy
    void close() {
        closing.countDown();
    }

    private double secondsSince(Optional<Instant> moment) {
        return moment.map(oldest ->
                        Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1_000.0))
                .orElse(0.0);
    }

    private void askOn(Figure<?> figure, Counter failed) {
        boolean isSilent = false;
        try {
            do {
                isSilent = !isAnswered(figure, failed, isSilent);
            } while (!closing.await(config.askEvery().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param wasSilent whether the database did not say the last time either, and that was told */
    private boolean isAnswered(Figure<?> figure, Counter failed, boolean wasSilent) {
        try {
            figure.ask(dsl);
            if (wasSilent) {
                LOG.atInfo().addKeyValue("figure", figure.name()).log("The database says this figure again");
            }
            return true;
        } catch (RuntimeException e) {
            if (closing.getCount() == 0) {
                return true;
            }
            failed.increment();
            if (!wasSilent) {
                LOG.atWarn()
                        .addKeyValue("figure", figure.name())
                        .addKeyValue("because", String.valueOf(e.getMessage()))
                        .log("The database does not say this figure; asking on");
            }
            return false;
        }
    }
}
