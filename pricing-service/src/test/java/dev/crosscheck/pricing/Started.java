package dev.crosscheck.pricing;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;

/** A service that has started, though its management port was chosen before. */
final class Started {

    private static final int ATTEMPTS = 5;

    /**
     * @param settings with a management port of {@code ${random.port}}: one that was free when it was looked for may be
     *     another's a moment later, and is then looked for again
     */
    static EmbeddedServer with(Map<String, Object> settings) {
        for (int attempt = 1; ; attempt++) {
            ApplicationContext context = ApplicationContext.run(settings);
            try {
                return context.getBean(EmbeddedServer.class).start();
            } catch (ServerStartupException e) {
                context.close();
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Started() {}
}
