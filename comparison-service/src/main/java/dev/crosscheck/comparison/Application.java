package dev.crosscheck.comparison;

import io.micronaut.runtime.Micronaut;

/** Starts the comparison service. */
public final class Application {

    public static void main(String[] args) {
        Micronaut.run(Application.class, args);
    }

    private Application() {}
}
