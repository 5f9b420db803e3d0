package dev.crosscheck.kit.limit;

import java.time.Duration;

/**
 * When a caller may ask for something again.
 *
 * @param after how long to wait; zero for now
 * @param whose what was used up that he has to wait for; {@link Whose#OWN} if he need not
 */
record Turn(Duration after, Whose whose) {

    static final Turn NOW = new Turn(Duration.ZERO, Whose.OWN);

    boolean isNow() {
        return after.isZero();
    }

    /** Who may have used up an allowance. */
    enum Whose {
        OWN,
        SHARED
    }
}
