package dev.crosscheck.publisher.command;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;

/** Whether somebody between us and an address could read what we tell it. */
final class Eavesdropping {

    /**
     * Only https, and what never leaves this machine, is safe. A name is not looked up: whoever answers for it may be
     * the one who listens.
     *
     * @param base with a host
     */
    static boolean isPossible(URI base) {
        return !base.getScheme().equals("https") && !isThisMachine(base.getHost());
    }

    private static boolean isThisMachine(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (name.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(name.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private Eavesdropping() {}
}
