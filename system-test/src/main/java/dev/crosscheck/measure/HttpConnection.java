package dev.crosscheck.measure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * One kept connection that sends whole requests and reads each answer to its end.
 *
 * <p>A plain socket: on two cores whoever asks takes from whoever answers, so asking has to be cheap.
 */
final class HttpConnection implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER];

    private HttpConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /** @param port at 127.0.0.1 */
    static HttpConnection to(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return new HttpConnection(socket);
    }

    /** Sends the request, and reads the answer without keeping its body. */
    AnswerHead ask(byte[] request) throws IOException {
        return ask(request, OutputStream.nullOutputStream());
    }

    /** Sends the request, and reads the answer. The body goes to {@code body}, which is emptied first. */
    AnswerHead askFor(byte[] request, ByteArrayOutputStream body) throws IOException {
        body.reset();
        return ask(request, body);
    }

    private AnswerHead ask(byte[] request, OutputStream body) throws IOException {
        out.write(request);
        int filled = 0;
        int end = -1;
        while (end < 0) {
            filled += read(filled);
            end = endOfHead(filled);
        }
        AnswerHead head = AnswerHead.parse(new String(buffer, 0, end, US_ASCII));
        body.write(buffer, end, filled - end);
        long left = end + head.length() - filled;
        while (left > 0) {
            int read = read(0);
            body.write(buffer, 0, read);
            left -= read;
        }
        return head;
    }

    private int read(int from) throws IOException {
        int read = in.read(buffer, from, buffer.length - from);
        if (read <= 0) {
            throw new IOException("connection: closed (expected: an answer)");
        }
        return read;
    }

    /** Where the head ends; -1 if it has not come yet. */
    private int endOfHead(int filled) {
        for (int i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
