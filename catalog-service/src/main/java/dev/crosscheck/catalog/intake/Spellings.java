package dev.crosscheck.catalog.intake;

import static dev.crosscheck.kit.inbox.Outcome.ACCEPTED;
import static dev.crosscheck.kit.inbox.Outcome.LATE;
import static dev.crosscheck.kit.inbox.Outcome.UNCHANGED;

import dev.crosscheck.catalog.identity.AliasWord;
import dev.crosscheck.catalog.identity.HeldAlias;
import dev.crosscheck.event.InvalidEventException;
import dev.crosscheck.event.catalog.ModelAlias;
import dev.crosscheck.event.catalog.ModelReported;
import dev.crosscheck.event.catalog.SpellingLinked;
import dev.crosscheck.kit.inbox.Outcome;

/**
 * Decides what a word on a spelling means. A person's word counts for more than a source's list of
 * aliases: what a person has unlinked from a model, a list does not link to it again.
 */
final class Spellings {

    private final Known known;
    private final Writes writes;

    Spellings(Known known, Writes writes) {
        this.known = known;
        this.writes = writes;
    }

    /** @throws InvalidEventException if the spelling is another model's */
    void requireFree(ModelAlias alias, String model) {
        String held = known.modelOf(alias);
        if (held != null && !held.equals(model)) {
            throw new InvalidEventException(
                    "aliases",
                    alias.source() + " " + alias.spelling(),
                    "a spelling that is free; it is known as " + held);
        }
    }

    /** A source's own list says that the spelling means the model. */
    Outcome listed(ModelAlias alias, ModelReported report, String eventId) {
        HeldAlias held = known.held(alias);
        if (held != null && held.model().equals(report.model())) {
            return UNCHANGED;
        }
        link(
                alias,
                new AliasWord(
                        alias,
                        report.model(),
                        "linked",
                        true,
                        null,
                        null,
                        report.source().id(),
                        report.observedAt(),
                        eventId));
        return ACCEPTED;
    }

    /**
     * Somebody says so.
     *
     * @throws InvalidEventException if the spelling is another model's, or another model's id
     */
    Outcome said(SpellingLinked link, String eventId) {
        ModelAlias alias = link.alias();
        HeldAlias held = known.held(alias);
        if (held != null && held.observedAt().isAfter(link.observedAt())) {
            writes.alias(word(link, "late", eventId));
            return LATE;
        }
        requireFree(alias, link.model());
        if (link.linked()
                && known.hasModel(alias.spelling())
                && !alias.spelling().equals(link.model())) {
            throw new InvalidEventException(
                    "alias", alias.spelling(), "a spelling that is free; it is the id of another model");
        }
        boolean linked = held != null && held.linked();
        if (link.linked() == linked) {
            return UNCHANGED;
        }
        if (link.linked()) {
            link(alias, word(link, "linked", eventId));
        } else {
            known.put(alias, new HeldAlias(link.model(), false, link.observedAt()));
            writes.alias(word(link, "unlinked", eventId));
        }
        return ACCEPTED;
    }

    private void link(ModelAlias alias, AliasWord word) {
        known.put(alias, new HeldAlias(word.model(), true, word.observedAt()));
        writes.alias(word);
        writes.nowKnown(Reference.model(alias.spelling()));
    }

    private static AliasWord word(SpellingLinked link, String decision, String eventId) {
        return new AliasWord(
                link.alias(),
                link.model(),
                decision,
                link.linked(),
                link.by(),
                link.why(),
                link.source().id(),
                link.observedAt(),
                eventId);
    }
}
