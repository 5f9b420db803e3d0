package dev.crosscheck.catalog;

import io.micronaut.runtime.Micronaut;

/** Starts the catalog service. */
public final class Application {

    public static void main(String[] args) {
        Micronaut.run(Application.class, args);
    }

    private Application() {}
}
