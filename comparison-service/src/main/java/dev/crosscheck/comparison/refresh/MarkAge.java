package dev.crosscheck.comparison.refresh;

import dev.crosscheck.kit.figure.Figures;
import dev.crosscheck.kit.figure.Pile;
import io.micronaut.context.annotation.Context;
import org.jooq.DSLContext;

/**
 * Since when stored pages may be behind: those of {@code crosscheck.models.marked} models are, the one that is marked
 * longest for {@code crosscheck.models.marked.age} seconds. Every replica knows, whether it refreshes or not; both are
 * NaN while the database is away.
 */
@Context
final class MarkAge {

    MarkAge(Figures figures, DirtyModels dirty) {
        figures.show(
                "crosscheck.models.marked",
                "crosscheck.models.marked.age",
                figures.ask("marks", dsl -> marks(dirty, dsl)));
    }

    private static Pile marks(DirtyModels dirty, DSLContext dsl) {
        RefreshPace.Marked marked = dirty.marked(dsl);
        return marked == null ? Pile.of(0, null) : Pile.of(marked.models(), marked.first());
    }
}
