package dev.crosscheck.catalog.identity;

import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.http.PageRequest;
import dev.crosscheck.kit.problem.ProblemException;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Shows how sources spell models, and who linked each spelling, when and why. */
@Controller("/v1/aliases")
@ExecuteOn(TaskExecutors.BLOCKING)
class AliasesController {

    private final ModelAliases aliases;
    private final DSLContext dsl;

    AliasesController(ModelAliases aliases, DSLContext dsl) {
        this.aliases = aliases;
        this.dsl = dsl;
    }

    /** Spellings in order of source and spelling, after the one given as "source spelling". */
    @Get
    @OpenTo(Role.ANYONE)
    AliasViews.AliasPage list(
            @Nullable @QueryValue String model,
            @Nullable @QueryValue String source,
            @Nullable @QueryValue String spelling,
            @Nullable @QueryValue String after,
            @Nullable @QueryValue Integer limit) {
        int rows = PageRequest.limit(limit);
        Map<ModelAlias, HeldAlias> page =
                aliases.list(dsl, new ModelAliases.Wanted(model, source, spelling, alias(after)), rows);
        Map<ModelAlias, List<ModelAliases.Remembered>> history = aliases.history(dsl, page.keySet());
        List<AliasViews.AliasView> items = new ArrayList<>();
        String last = null;
        for (Map.Entry<ModelAlias, HeldAlias> entry : page.entrySet()) {
            ModelAlias alias = entry.getKey();
            HeldAlias held = entry.getValue();
            items.add(new AliasViews.AliasView(
                    alias.source(),
                    alias.spelling(),
                    held.model(),
                    held.linked(),
                    history.getOrDefault(alias, List.of()).stream()
                            .map(AliasesController::word)
                            .toList()));
            last = alias.source() + " " + alias.spelling();
        }
        return new AliasViews.AliasPage(items, page.size() < rows ? null : last);
    }

    private static AliasViews.WordView word(ModelAliases.Remembered said) {
        AliasWord word = said.word();
        return new AliasViews.WordView(
                word.model(),
                word.decision(),
                word.by(),
                word.why(),
                word.source(),
                word.observedAt(),
                said.recordedAt().toInstant(),
                word.eventId());
    }

    private static @Nullable ModelAlias alias(@Nullable String after) {
        if (after == null) {
            return null;
        }
        int space = after.indexOf(' ');
        try {
            return new ModelAlias(space < 0 ? "" : after.substring(0, space), after.substring(space + 1));
        } catch (InvalidEventException _) {
            throw ProblemException.badRequest(
                    "invalid-page",
                    "No such place in the list",
                    "after: " + after.length() + " characters (expected: the \"next\" of an earlier answer)");
        }
    }
}
