package dev.crosscheck.kit;

import dev.crosscheck.kit.http.Farewell;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a service ends that is told to: first nobody asks any more, then what was asked is answered, then everything else
 * stops. Each has its time, so that all together are done before somebody loses patience and kills the process. What is
 * cut off then is what a crash would cut off: nothing is lost by it.
 */
final class Ending implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

    static final Duration ANSWERED_WITHIN = Duration.ofSeconds(15);
    static final Duration CLOSED_WITHIN = Duration.ofSeconds(20);

    private final Duration closedWithin;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable Started started;

    Ending() {
        this(CLOSED_WITHIN);
    }

    Ending(Duration closedWithin) {
        this.closedWithin = closedWithin;
    }

    /**
     * What there is to end.
     *
     * @param farewell has clients leave
     * @param server   null if it cannot wait until what it was asked is answered
     * @param rest     stops the server, and everything else
     */
    record Started(Farewell farewell, @Nullable GracefulShutdownCapable server, Runnable rest) {}

    /** From here on there is something to end. A service that is told to end before has nothing that it need finish. */
    void of(Started service) {
        started = service;
    }

    /** Waits until the service has ended. */
    void await() throws InterruptedException {
        over.await();
    }

    @Override
    public void run() {
        Started service = started;
        if (service != null) {
            service.farewell().say();
            if (service.server() != null) {
                awaitAnswers(service.server());
            }
            close(service.rest());
        }
        over.countDown();
    }

    /** Takes no connection any more, and closes each as soon as nothing is under way on it. */
    private static void awaitAnswers(GracefulShutdownCapable server) {
        try {
            server.shutdownGracefully().toCompletableFuture().get(ANSWERED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.atWarn().setCause(e).addKeyValue("within", ANSWERED_WITHIN).log("Stops with requests under way");
        }
    }

    private void close(Runnable rest) {
        Thread closing = Thread.ofPlatform().name("close").daemon(true).start(rest);
        try {
            if (!closing.join(closedWithin)) {
                LOG.atWarn().addKeyValue("within", closedWithin).log("Ends with threads that have not stopped");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
