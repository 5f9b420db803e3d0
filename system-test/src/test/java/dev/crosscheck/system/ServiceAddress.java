package dev.crosscheck.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Stands where a Service of Kubernetes stands: a new connection goes to the replica that takes them at that time and
 * stays with it until one side closes it. It knows nothing of requests.
 */
final class ServiceAddress implements AutoCloseable {

    private final ServerSocket socket;
    private volatile int target;

    /** @param target port of the replica that takes new connections at first */
    ServiceAddress(int target) {
        this.target = target;
        try {
            socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    String uri() {
        return "http://127.0.0.1:" + port();
    }

    /** From now on new connections go there; those that are open stay where they are. */
    void leadTo(int port) {
        target = port;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                // Closed, or a client that has gone again.
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket replica = new Socket(InetAddress.getLoopbackAddress(), target)) {
            client.setTcpNoDelay(true);
            replica.setTcpNoDelay(true);
            Thread answers = Thread.ofVirtual().start(() -> copy(replica, client));
            copy(client, replica);
            answers.join();
        } catch (IOException _) {
            // The client sees a connection that is closed, as it would with the replica itself.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** What one side sends, until it sends no more. */
    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException _) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Closed enough.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
