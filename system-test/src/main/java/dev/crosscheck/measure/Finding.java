package dev.crosscheck.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * What one measurement found.
 *
 * @param id      as in the table of goals: {@code P6}
 * @param title   what was measured, in a few words
 * @param how     what ran, from when to when, beside what baseline, with what settings
 * @param figures the first ones are those with goals
 * @param notes   sentences that explain the figures
 */
record Finding(String id, String title, String how, List<Figure> figures, List<String> notes) {

    Finding {
        figures = List.copyOf(figures);
        notes = List.copyOf(notes);
    }

    static Finding of(Measurement measurement, String how, Figure... figures) {
        return new Finding(measurement.id(), measurement.title(), how, List.of(figures), List.of());
    }

    /** One that could not be taken, and why. */
    static Finding none(Measurement measurement, String because) {
        return new Finding(measurement.id(), measurement.title(), "Not measured: " + because, List.of(), List.of());
    }

    Finding noting(String note) {
        List<String> more = new ArrayList<>(notes);
        more.add(note);
        return new Finding(id, title, how, figures, more);
    }

    boolean isMeasured() {
        return !figures.isEmpty();
    }

    /** Whether it should have been measured, and was not. */
    boolean isFailed() {
        return figures.isEmpty();
    }
}
