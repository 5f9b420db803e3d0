package dev.crosscheck.comparison.change;

import dev.crosscheck.kit.figure.Figure;
import dev.crosscheck.kit.figure.Figures;
import io.micronaut.context.annotation.Context;

/**
 * How many changes of pages are recorded and not told to Kafka: {@code crosscheck.changes.untold}, NaN while the
 * database is away.
 */
@Context
final class ChangeBacklog {

    ChangeBacklog(Figures figures) {
        Figure<Long> untold = figures.ask("changes", Told::untold);
        figures.show("crosscheck.changes.untold", untold, Long::doubleValue);
    }
}
