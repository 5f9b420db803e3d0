package dev.crosscheck.comparison.refresh;

import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.kit.pulse.Pulse;
import dev.crosscheck.kit.pulse.Pulses;
import dev.crosscheck.kit.topic.Backoff;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes whenever models are marked and a burst is over, off everybody's way.
 *
 * <p>Trouble is waited out: the marks stay, so nothing is lost but time.
 */
@Context
public final class RefreshLoop {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshLoop.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** A look that fails has cost the database something, and nobody waits for it. */
    private static final Duration LONGEST_PAUSE_OF_LOOKS = Duration.ofMinutes(1);

    private final Refresher refresher;
    private final DirtyModels dirty;
    private final TemplateInForce template;
    private final MissingPages missing;
    private final FactView view;
    private final DSLContext dsl;
    private final RefreshConfig config;
    private final RefreshPace pace;
    private final Clock clock;
    private final Pulse pulse;
    private final Semaphore woken = new Semaphore(0);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean closing;
    private volatile int marked;
    private final RoundWatch watch = new RoundWatch() {
        @Override
        public void goesOn() {
            pulse.beat();
        }

        @Override
        public boolean wantsEnd() {
            return closing;
        }
    };
    private final Backoff betweenLooks = new Backoff(FIRST_PAUSE, LONGEST_PAUSE_OF_LOOKS);
    private Instant lookAgainAt = Instant.MIN;

    RefreshLoop(
            Refresher refresher,
            DirtyModels dirty,
            TemplateInForce template,
            MissingPages missing,
            FactView view,
            DSLContext dsl,
            RefreshConfig config,
            Clock clock,
            MeterRegistry meters,
            Pulses pulses) {
        this.refresher = refresher;
        this.dirty = dirty;
        this.template = template;
        this.missing = missing;
        this.view = view;
        this.dsl = dsl;
        this.config = config;
        this.pace = new RefreshPace(config);
        this.clock = clock;
        this.pulse = pulses.of("refresher");
        meters.gauge("crosscheck.models.dirty", this, loop -> loop.marked);
        meters.gauge("crosscheck.models.known", view, FactView::size);
        if (config.enabled()) {
            Gauge.builder("crosscheck.models.unlooked", missing, MissingPages::left)
                    .description("Models whose pages have not been looked for since the start; 0 after a while")
                    .register(meters);
            Thread.ofPlatform().name("refresher").daemon(true).start(() -> pulse.through(this::run));
        } else {
            stopped.countDown();
        }
    }

    /** Says that models were marked, so that nothing waits for the next look. */
    public void wake() {
        woken.release();
    }

    @PreDestroy
    void close() {
        pulse.mayEnd();
        closing = true;
        wake();
        try {
            stopped.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Backoff afterTrouble = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
        boolean begun = false;
        try {
            while (!closing) {
                pulse.beat();
                Duration wait;
                try {
                    if (!begun) {
                        begin();
                        begun = true;
                    }
                    wait = lookOnce();
                    afterTrouble.reset();
                    if (lookForMissing()) {
                        wait = Duration.ZERO;
                    }
                } catch (RuntimeException e) {
                    wait = afterTrouble.next();
                    LOG.atWarn()
                            .addKeyValue("pauseMillis", wait.toMillis())
                            .setCause(e)
                            .log("Could not refresh; trying again");
                }
                await(wait);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
        }
    }

    /**
     * Looks at one more portion. Trouble with it keeps no round from being worked: pages that are missing are made for
     * readers on the spot.
     *
     * @return whether it was looked at: there may be more, or models that were marked
     */
    private boolean lookForMissing() {
        if (missing.isOver() || clock.instant().isBefore(lookAgainAt)) {
            return false;
        }
        try {
            missing.lookOn(dsl);
            betweenLooks.reset();
            return true;
        } catch (RuntimeException e) {
            Duration pause = betweenLooks.next();
            lookAgainAt = clock.instant().plus(pause);
            LOG.atWarn()
                    .addKeyValue("modelsLeft", missing.left())
                    .addKeyValue("pauseMillis", pause.toMillis())
                    .setCause(e)
                    .log("Could not look for missing pages; trying again");
            return false;
        }
    }

    /** @return how long there is nothing to do, unless somebody wakes us */
    private Duration lookOnce() {
        RefreshPace.Marked found = dirty.marked(dsl);
        marked = found == null ? 0 : found.models();
        if (found == null) {
            return config.lookEvery();
        }
        Instant start = clock.instant();
        long pages = Pairs.touched(Math.min(found.models(), config.modelsPerRound()), view.size());
        Duration wait = pace.untilDue(found, pages, start);
        if (!wait.isZero()) {
            return wait;
        }
        Refresher.Worked worked = refresher.refresh(pace.isOverdue(found, pages, start), watch);
        if (worked.pages() > 0) {
            pace.worked(found, worked.pages(), start, clock.instant());
        }
        // Whatever another replica has claimed is its business; look again later.
        return worked.models() == 0 ? config.lookEvery() : Duration.ZERO;
    }

    private void await(Duration atMost) throws InterruptedException {
        if (woken.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
            woken.drainPermits();
        }
    }

    /** Puts this version's template in force. If an older one was, everything is marked. */
    private void begin() {
        dsl.transaction(tx -> {
            boolean newTemplate = template.begin(tx.dsl());
            LOG.atInfo()
                    .addKeyValue("template", Page.TEMPLATE_VERSION)
                    .addKeyValue("ours", template.isOurs(tx.dsl()))
                    .log("Looking after stored pages");
            if (newTemplate) {
                LOG.atInfo().addKeyValue("template", Page.TEMPLATE_VERSION).log("Making all pages again");
                dirty.markAllBehind(tx.dsl());
            }
        });
    }
}
