package dev.crosscheck.catalog.intake;

/**
 * What an update waits for.
 *
 * @param name as the update spells it
 */
record Reference(Kind kind, String name) {

    enum Kind {
        MODEL("model"),
        BENCHMARK("benchmark");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    static Reference model(String name) {
        return new Reference(Kind.MODEL, name);
    }

    static Reference benchmark(String name) {
        return new Reference(Kind.BENCHMARK, name);
    }
}
