package dev.crosscheck.publisher.eventfile;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a file as bytes, each of a bounded length: a file without line ends cannot fill the memory. */
final class Lines implements Closeable {

    private final InputStream in;
    private final int maxBytes;
    private int row;

    /** @param in buffered; closed with this */
    Lines(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /**
     * @param row   1 for the first
     * @param bytes without the line end; the first {@code maxBytes} of a longer line
     * @param length how many bytes the line has
     */
    @SuppressWarnings("ArrayRecordComponent") // Read once and decoded; nobody compares two lines.
    record Line(int row, byte[] bytes, long length) {

        boolean isBlank() {
            for (byte b : bytes) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return true;
        }
    }

    /** @return null at the end of the file */
    @Nullable
    Line next() throws IOException {
        int b = in.read();
        if (b < 0) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long length = 0;
        while (b >= 0 && b != '\n') {
            if (length++ < maxBytes) {
                bytes.write(b);
            }
            b = in.read();
        }
        return new Line(++row, bytes.toByteArray(), length);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
