package dev.crosscheck.comparison.page;

import dev.crosscheck.event.Provenance;
import dev.crosscheck.event.Source;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Where facts come from, in words. */
final class Sources {

    /** Such as {@code LLM Reference, 2026-05-16}. */
    static String named(Provenance provenance) {
        return name(provenance.source()) + ", " + day(provenance.observedAt());
    }

    static String name(Source source) {
        return PlainText.clean(source.name(), PlainText.NAME, source.id());
    }

    /** The day in UTC. */
    static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private Sources() {}
}
