package dev.crosscheck.publisher.source;

import dev.crosscheck.event.InvalidEventException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** What became of one upstream entry. */
public sealed interface Mapping<E> {

    /** The same entry as something else. */
    default <R> Mapping<R> as(Function<E, R> other) {
        return switch (this) {
            case Mapped<E>(String where, E event, List<Note> notes) -> new Mapped<>(where, other.apply(event), notes);
            case Refused<E>(String where, String reason) -> new Refused<>(where, reason);
        };
    }

    /** The entry in upstream's file: {@code providers/poe/google/nano-banana}. */
    String where();

    /** It is an event. */
    record Mapped<E>(String where, E event, List<Note> notes) implements Mapping<E> {}

    /** It can be none; the reason names the field, the value met and the value expected. */
    record Refused<E>(String where, String reason) implements Mapping<E> {}

    /**
     * Maps an entry, and keeps what the mapper notes on the way.
     *
     * @param mapper throws {@link InvalidEventException} if the entry can be no event
     */
    static <E> Mapping<E> of(String where, Function<Notes, E> mapper) {
        List<Note> notes = new ArrayList<>();
        try {
            E event = mapper.apply(new Notes(where, notes::add));
            return new Mapped<>(where, event, List.copyOf(notes));
        } catch (InvalidEventException e) {
            return new Refused<>(where, e.field() + ": " + e.met() + " (expected: " + e.expected() + ")");
        }
    }

    /** Takes notes on one entry. */
    record Notes(String where, Consumer<Note> into) {

        public void dropped(String what) {
            into.accept(new Note(Note.Kind.DROPPED, what, where));
        }

        public void repaired(String what) {
            into.accept(new Note(Note.Kind.REPAIRED, what, where));
        }

        public void notCurated(String what) {
            into.accept(new Note(Note.Kind.NOT_CURATED, what, where));
        }

        /** Notes every field that the mapper did not read. */
        public void unread(Fields fields) {
            fields.unread().forEach(name -> dropped(fields.path(name) + " (unknown key)"));
        }
    }
}
