package dev.crosscheck.pricing;

import io.micronaut.runtime.Micronaut;

/** Starts the pricing service. */
public final class Application {

    public static void main(String[] args) {
        Micronaut.run(Application.class, args);
    }

    private Application() {}
}
