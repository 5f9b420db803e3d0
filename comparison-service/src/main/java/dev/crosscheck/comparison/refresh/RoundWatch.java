package dev.crosscheck.comparison.refresh;

/** Whoever has a round worked, and wants to know while it goes on: it may take long. */
interface RoundWatch {

    /** Lets a round go on to its end. */
    RoundWatch NONE = new RoundWatch() {
        @Override
        public void goesOn() {}

        @Override
        public boolean wantsEnd() {
            return false;
        }
    };

    /** A chunk of the round is written. */
    void goesOn();

    /** Whether the round is to end with the chunk that it is at: what is left keeps its marks. */
    boolean wantsEnd();
}
