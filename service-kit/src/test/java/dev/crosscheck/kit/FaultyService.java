package dev.crosscheck.kit;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;

/** A service of nothing but the kit, in a process of its own. */
final class FaultyService {

    public static void main(String[] args) {
        ServiceMain.run(FaultyService.class, args);
    }

    /** Fails when the server is up. */
    @Singleton
    @Requires(property = "kit.test.fault")
    static final class Fault implements ApplicationEventListener<ServerStartupEvent> {

        @Override
        public void onApplicationEvent(ServerStartupEvent event) {
            throw new NoClassDefFoundError("a fault");
        }
    }

    private FaultyService() {}
}
