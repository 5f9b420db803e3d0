package dev.crosscheck.kit;

import dev.crosscheck.kit.database.Migrations;
import dev.crosscheck.kit.http.Farewell;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How every service starts: as itself, or, told {@code migrate}, to bring its database to its schema and end. */
public final class ServiceMain {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceMain.class);

    private static final String MIGRATE = "migrate";
    private static final int DONE = 0;
    private static final int NOT_DONE = 1;

    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(15);

    public static void run(Class<?> application, String... args) {
        if (args.length > 0 && args[0].equals(MIGRATE)) {
            System.exit(migrate(application, Arrays.copyOfRange(args, 1, args.length)));
        }
        try {
            serve(Micronaut.build(args).mainClass(application).build());
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("Could not start");
            System.exit(NOT_DONE);
        }
    }

    /**
     * Starts the service, and returns when the process has been told to end and the service has stopped.
     *
     * <p>The framework's own way to the end closes connections at once, whatever is on its way over them.
     */
    private static void serve(ApplicationContext context) {
        long start = System.nanoTime();
        CountDownLatch stopped = new CountDownLatch(1);
        context.start();
        EmbeddedServer server = context.getBean(EmbeddedServer.class);
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(context, server, stopped), "stop"));
        LOG.atInfo()
                .addKeyValue("address", server.getContextURI())
                .addKeyValue("seconds", (System.nanoTime() - start) / 1e9)
                .log("Started");
        try {
            stopped.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** First nobody asks any more, then what was asked is answered, then everything else stops. */
    private static void stop(ApplicationContext context, EmbeddedServer server, CountDownLatch stopped) {
        context.getBean(Farewell.class).say();
        if (server instanceof GracefulShutdownCapable answering) {
            awaitAnswers(answering);
        }
        server.stop();
        context.close();
        stopped.countDown();
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

    /**
     * Migrates the database of the same settings that the service itself would have.
     *
     * @param settings as on a command line: {@code --name=value}
     * @return how the process is to end: 0 when the database has every migration of this build, 1 otherwise
     */
    static int migrate(Class<?> application, String... settings) {
        try (ApplicationContext context =
                Micronaut.build(settings).mainClass(application).build()) {
            // Only the settings: a context that starts makes what the service lives by, and that wants the schema.
            Environment environment = context.getEnvironment();
            environment.start();
            Migrations.run(
                    setting(environment, "url"),
                    setting(environment, "owner.username"),
                    setting(environment, "owner.password"),
                    setting(environment, "app.username"));
            LOG.atInfo().log("The database has every migration of this version");
            return DONE;
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("Could not migrate the database");
            return NOT_DONE;
        }
    }

    private static String setting(Environment environment, String name) {
        return environment.getRequiredProperty("crosscheck.database." + name, String.class);
    }

    private ServiceMain() {}
}
