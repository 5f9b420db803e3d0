package dev.crosscheck.pricing.quote;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one source has said of one offer, in the order in which it was observed. Of two statements
 * observed at the same time the one that came to us first stands first.
 *
 * <p>Statements that repeat one another make a run, and the beginning of a run says since when a
 * price is known. Runs depend on what was said and not on the order in which we heard it; so does
 * everything that is derived from them.
 */
final class Timeline {

    private final List<Statement> statements;
    private @Nullable Instant seenUntil;

    private Timeline(List<Statement> statements, @Nullable Instant seenUntil) {
        this.statements = new ArrayList<>(statements);
        this.seenUntil = seenUntil;
    }

    /** @param statements all there are, by the time observed; none of a source that has not spoken yet */
    static Timeline of(List<Statement> statements) {
        return new Timeline(
                statements, statements.isEmpty() ? null : statements.getLast().observedAt());
    }

    /**
     * All that is needed to place what was observed from {@code seenUntil} on.
     *
     * @param beginning of the newest run
     * @param seenUntil when the source last repeated it
     */
    static Timeline continuing(Statement beginning, Instant seenUntil) {
        return new Timeline(List.of(beginning), seenUntil);
    }

    /** When the source last said anything. */
    Optional<Instant> seenUntil() {
        return Optional.ofNullable(seenUntil);
    }

    /** The beginning of the run that was the last word at that time; empty if nothing had been said by then. */
    Optional<Statement> lastWordAt(Instant observedAt) {
        return beginningOfRun(placeAfter(observedAt));
    }

    /** The statements that began something new, in the order observed. */
    List<Statement> beginnings() {
        List<Statement> beginnings = new ArrayList<>();
        for (Statement statement : statements) {
            if (beginnings.isEmpty() || !statement.repeats(beginnings.getLast())) {
                beginnings.add(statement);
            }
        }
        return beginnings;
    }

    /** The statement since which the newest price is known; empty if nothing was said. */
    Optional<Statement> lastWord() {
        return beginningOfRun(statements.size());
    }

    void insert(Statement statement) {
        statements.add(placeAfter(statement.observedAt()), statement);
        if (seenUntil == null || seenUntil.isBefore(statement.observedAt())) {
            seenUntil = statement.observedAt();
        }
    }

    /**
     * Statements that begin a run and that the history does not have: a late one came between them
     * and the one that they repeated. From now on they count as in the history.
     */
    List<Statement> promote() {
        List<Statement> promoted = new ArrayList<>();
        Statement beginning = null;
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            if (beginning == null || !statement.repeats(beginning)) {
                beginning = statement;
                if (!statement.inHistory()) {
                    promoted.add(statement);
                    statements.set(i, statement.intoHistory());
                }
            }
        }
        return promoted;
    }

    private Optional<Statement> beginningOfRun(int end) {
        Statement beginning = null;
        for (Statement statement : statements.subList(0, end)) {
            if (beginning == null || !statement.repeats(beginning)) {
                beginning = statement;
            }
        }
        return Optional.ofNullable(beginning);
    }

    private int placeAfter(Instant observedAt) {
        int place = statements.size();
        while (place > 0 && statements.get(place - 1).observedAt().isAfter(observedAt)) {
            place--;
        }
        return place;
    }
}
