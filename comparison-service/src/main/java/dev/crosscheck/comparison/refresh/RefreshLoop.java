package dev.crosscheck.comparison.refresh;

import dev.crosscheck.comparison.fact.FactView;
import dev.crosscheck.comparison.fact.Facts;
import dev.crosscheck.comparison.page.Page;
import dev.crosscheck.comparison.pagestore.PageStore;
import dev.crosscheck.kit.pulse.Pulse;
import dev.crosscheck.kit.pulse.Pulses;
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

    private final Refresher refresher;
    private final DirtyModels dirty;
    private final TemplateInForce template;
    private final PageStore store;
    private final Facts facts;
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

    RefreshLoop(
            Refresher refresher,
            DirtyModels dirty,
            TemplateInForce template,
            PageStore store,
            Facts facts,
            FactView view,
            DSLContext dsl,
            RefreshConfig config,
            Clock clock,
            MeterRegistry meters,
            Pulses pulses) {
        this.refresher = refresher;
        this.dirty = dirty;
        this.template = template;
        this.store = store;
        this.facts = facts;
        this.view = view;
        this.dsl = dsl;
        this.config = config;
        this.pace = new RefreshPace(config);
        this.clock = clock;
        this.pulse = pulses.of("refresher");
        meters.gauge("crosscheck.models.dirty", this, loop -> loop.marked);
        meters.gauge("crosscheck.models.known", view, FactView::size);
        if (config.enabled()) {
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
        Duration pause = FIRST_PAUSE;
        boolean missingMarked = false;
        try {
            while (!closing) {
                pulse.beat();
                try {
                    if (!missingMarked) {
                        markWhatIsMissing();
                        missingMarked = true;
                    }
                    await(lookOnce());
                    pause = FIRST_PAUSE;
                } catch (RuntimeException e) {
                    LOG.atWarn()
                            .addKeyValue("pauseMillis", pause.toMillis())
                            .setCause(e)
                            .log("Could not refresh; trying again");
                    await(pause);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            stopped.countDown();
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
        Refresher.Worked worked = refresher.refresh(pace.isOverdue(found, pages, start), pulse::beat);
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

    /**
     * Marks everything if the template has changed, or if pages are missing: derived tables may be
     * dropped at any time, and stand again after a start.
     */
    private void markWhatIsMissing() {
        facts.catchUp(dsl);
        long models = view.all().size();
        long missing = models * (models - 1) / 2 - store.count(dsl);
        dsl.transaction(tx -> {
            boolean newTemplate = template.begin(tx.dsl());
            boolean ours = template.isOurs(tx.dsl());
            LOG.atInfo()
                    .addKeyValue("template", Page.TEMPLATE_VERSION)
                    .addKeyValue("ours", ours)
                    .log("Looking after stored pages");
            if (newTemplate || (ours && missing > 0)) {
                LOG.atInfo()
                        .addKeyValue("missing", missing)
                        .addKeyValue("template", Page.TEMPLATE_VERSION)
                        .log("Making all pages again");
                dirty.markAllBehind(tx.dsl());
            }
        });
    }
}
