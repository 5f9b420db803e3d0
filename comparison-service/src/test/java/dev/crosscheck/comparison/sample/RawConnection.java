package dev.crosscheck.comparison.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;

/** One connection on which requests go out as they are written, and answers are read as they come. */
public final class RawConnection implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;

    /** @param port on this machine */
    public RawConnection(int port) throws IOException {
        socket = new Socket("localhost", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** Sends these bytes, which may be several requests or part of one. */
    public void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /**
     * The next answer, to the byte.
     *
     * @param head whether the request was HEAD
     * @return empty if the connection was closed instead
     */
    public String answer(boolean head) throws IOException {
        StringBuilder answer = new StringBuilder();
        try {
            while (answer.indexOf("\r\n\r\n") < 0) {
                int one = in.read();
                if (one < 0) {
                    return "";
                }
                answer.append((char) one);
            }
        } catch (SocketException _) {
            return "";
        }
        boolean empty = head || answer.substring(9, 12).equals("304");
        return empty ? answer.toString() : answer + new String(in.readNBytes(length(answer.toString())), ISO_8859_1);
    }

    private static int length(String head) {
        return head.toLowerCase(Locale.ROOT)
                .lines()
                .filter(line -> line.startsWith("content-length:"))
                .map(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
