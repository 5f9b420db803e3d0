package dev.crosscheck.pricing.intake;

import dev.crosscheck.kit.access.OpenTo;
import dev.crosscheck.kit.access.Role;
import dev.crosscheck.kit.database.Pipeline;
import dev.crosscheck.kit.outbox.RevisionFloor;
import dev.crosscheck.pricing.price.PriceSheets;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Write;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes every price sheet anew and says it again, from PostgreSQL: Kafka can be rebuilt from it, and a changed policy
 * takes effect everywhere. A sheet that comes out as it was keeps its revision: readers that have it do nothing.
 *
 * <p>By {@code POST /republish} on the management port, or at start with {@code crosscheck.republish=true}. With
 * {@code crosscheck.republish=restored} revisions are lifted first, above those that readers may have seen after
 * the backup was taken; sheets of models that are not known yet will begin there.
 */
@Endpoint(id = "republish", defaultSensitive = true)
public class Republisher implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(Republisher.class);
    private static final int SHEETS_PER_TRANSACTION = 200;

    private enum AtStart {
        FALSE,
        TRUE,
        RESTORED
    }

    private final PriceDesk desk;
    private final PriceSheets sheets;
    private final RevisionFloor floor;
    private final DSLContext dsl;
    private final Clock clock;
    private final AtStart atStart;

    Republisher(
            PriceDesk desk,
            PriceSheets sheets,
            RevisionFloor floor,
            DSLContext dsl,
            Clock clock,
            @Property(name = "crosscheck.republish", defaultValue = "false") String atStart) {
        this.desk = desk;
        this.sheets = sheets;
        this.floor = floor;
        this.dsl = dsl;
        this.clock = clock;
        this.atStart = AtStart.valueOf(atStart.toUpperCase(Locale.ROOT));
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        if (atStart == AtStart.RESTORED) {
            // First, so that no sheet begins below it that is not among those lifted next.
            floor.lift(dsl, clock.millis());
            dsl.transaction(tx -> sheets.lift(tx.dsl()));
        }
        if (atStart != AtStart.FALSE) {
            republishAll();
        }
    }

    /** @return how many sheets were said again */
    @Write
    @OpenTo(Role.OPERATOR)
    @ExecuteOn(TaskExecutors.BLOCKING)
    public Map<String, Integer> republish() {
        return Map.of("republished", republishAll());
    }

    private int republishAll() {
        int said = 0;
        String after = "";
        List<String> page;
        do {
            String last = after;
            List<String> next = sheets.modelsAfter(dsl, last, SHEETS_PER_TRANSACTION);
            dsl.transaction(tx -> {
                Pipeline pipeline = Pipeline.of(tx.dsl());
                desk.remake(pipeline, next);
                pipeline.flush();
            });
            page = dsl.transactionResult(tx -> sheets.republish(tx.dsl(), last, SHEETS_PER_TRANSACTION));
            said += page.size();
            after = page.isEmpty() ? after : page.getLast();
        } while (page.size() == SHEETS_PER_TRANSACTION);
        LOG.atInfo().addKeyValue("sheets", said).log("Said every price sheet again");
        return said;
    }
}
