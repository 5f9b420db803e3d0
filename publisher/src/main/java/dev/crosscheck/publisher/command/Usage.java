package dev.crosscheck.publisher.command;

import dev.crosscheck.publisher.send.Interruption;

/** What is wrong with a command line, in the words of every other error. */
final class Usage {

    static Interruption of(String option, Object met, String expected) {
        return new Interruption(Interruption.Kind.USAGE, option + ": " + met + " (expected: " + expected + ")");
    }

    private Usage() {}
}
