package dev.crosscheck.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Ports nobody listens on. */
public final class FreePorts {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int ANSWER_WITHIN_MILLIS = 1_000;

    /** A port that is free now; another program may take it before we do, which start-up then reports. */
    public static int any() {
        return any(1).getFirst();
    }

    /** Distinct ports that are free now: held together while they are chosen, so that none comes twice. */
    public static List<Integer> any(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, LOOPBACK));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException exception) {
            throw new UncheckedIOException("no free port on " + LOOPBACK, exception);
        } finally {
            held.forEach(FreePorts::release);
        }
    }

    /** Whether a server could listen on the port, at every address of this machine. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do: connections of an earlier run that are still closing do not hold the port.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Whether somebody listens on the port at this machine. */
    static boolean isAnswered(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(LOOPBACK, port), ANSWER_WITHIN_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private FreePorts() {}
}
