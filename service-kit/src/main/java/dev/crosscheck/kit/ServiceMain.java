package dev.crosscheck.kit;

import dev.crosscheck.kit.database.Migrations;
import dev.crosscheck.kit.http.Farewell;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.Micronaut;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How every service starts: as itself, or, told {@code migrate}, to bring its database to its schema and end. */
public final class ServiceMain {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceMain.class);

    private static final String MIGRATE = "migrate";
    private static final int DONE = 0;
    private static final int NOT_DONE = 1;

    public static void run(Class<?> application, String... args) {
        if (args.length > 0 && args[0].equals(MIGRATE)) {
            System.exit(migrate(application, Arrays.copyOfRange(args, 1, args.length)));
        }
        try {
            serve(Micronaut.build(args).mainClass(application).build());
        } catch (Throwable e) {
            // Whatever it was: threads of the server would keep a process that serves nobody.
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
        Ending ending = new Ending();
        Runtime.getRuntime().addShutdownHook(new Thread(ending, "stop"));
        context.start();
        EmbeddedServer server = context.getBean(EmbeddedServer.class);
        ending.of(new Ending.Started(
                context.getBean(Farewell.class),
                server instanceof GracefulShutdownCapable answering ? answering : null,
                () -> {
                    server.stop();
                    context.close();
                }));
        server.start();
        LOG.atInfo()
                .addKeyValue("address", server.getContextURI())
                .addKeyValue("seconds", (System.nanoTime() - start) / 1e9)
                .log("Started");
        try {
            ending.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
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
