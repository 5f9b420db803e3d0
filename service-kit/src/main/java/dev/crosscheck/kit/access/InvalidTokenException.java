package dev.crosscheck.kit.access;

/** A token that proves nothing. The reason is for our log and not for whoever sent it. */
final class InvalidTokenException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidTokenException(String reason) {
        super(reason);
    }
}
