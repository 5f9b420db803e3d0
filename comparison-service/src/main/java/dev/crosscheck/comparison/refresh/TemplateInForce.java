package dev.crosscheck.comparison.refresh;

import static dev.crosscheck.comparison.db.Tables.PAGE_TEMPLATE;

import dev.crosscheck.comparison.page.Page;
import jakarta.inject.Singleton;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which template stored pages are made by: the newest that a replica began with, unless somebody set it back.
 *
 * <p>While replicas of two versions run side by side, those of the earlier one serve readers and take events in, but
 * leave stored pages to the later one. What they made would be refused, page by page, as a step back; the marks would be
 * gone all the same, and with them the changes that were to be told.
 */
@Singleton
final class TemplateInForce {

    private static final Logger LOG = LoggerFactory.getLogger(TemplateInForce.class);

    private volatile boolean leftToOthers;

    /**
     * Puts this version's template in force, unless a newer one is.
     *
     * @return whether an older one was, or none
     */
    boolean begin(DSLContext tx) {
        return tx.insertInto(PAGE_TEMPLATE, PAGE_TEMPLATE.VERSION)
                        .values(Page.TEMPLATE_VERSION)
                        .onConflict(PAGE_TEMPLATE.ONLY_ROW)
                        .doUpdate()
                        .set(PAGE_TEMPLATE.VERSION, Page.TEMPLATE_VERSION)
                        .where(PAGE_TEMPLATE.VERSION.lt(Page.TEMPLATE_VERSION))
                        .execute()
                == 1;
    }

    /** Whether stored pages are this version's to make; says so once when they no longer are. */
    boolean isOurs(DSLContext dsl) {
        Integer other = dsl.select(PAGE_TEMPLATE.VERSION)
                .from(PAGE_TEMPLATE)
                .where(PAGE_TEMPLATE.VERSION.ne(Page.TEMPLATE_VERSION))
                .fetchOne(PAGE_TEMPLATE.VERSION);
        if (other != null && !leftToOthers) {
            LOG.atWarn()
                    .addKeyValue("template", Page.TEMPLATE_VERSION)
                    .addKeyValue("inForce", other)
                    .log("Another version keeps the stored pages; this one leaves them to it");
        }
        leftToOthers = other != null;
        return other == null;
    }

    /** The same, and no other comes into force before {@code tx} has ended. */
    boolean staysOurs(DSLContext tx) {
        tx.select(DSL.one()).from(PAGE_TEMPLATE).forShare().fetch();
        return isOurs(tx);
    }
}
