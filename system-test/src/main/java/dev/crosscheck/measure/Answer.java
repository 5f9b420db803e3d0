package dev.crosscheck.measure;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the service answered to a request, to the byte, so that another server can answer the same.
 *
 * @param target  path and query of the request
 * @param headers of the answer, but for those that a server adds by itself
 * @param body    as it came
 */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way to a socket; nobody compares two of these.
record Answer(String target, Map<String, String> headers, byte[] body) {

    private static final Set<String> BY_THE_SERVER = Set.of("content-length", "connection", "transfer-encoding");

    static Answer of(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.uri() + ": status " + response.statusCode() + " (expected: 200)");
        }
        Map<String, String> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> {
            if (!BY_THE_SERVER.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, String.join(", ", values));
            }
        });
        URI address = response.uri();
        String query = address.getRawQuery();
        return new Answer(
                address.getRawPath() + (query == null ? "" : "?" + query), Map.copyOf(headers), response.body());
    }

    /** The entity tag, as it stands in the header. */
    String tag() {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("etag"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(target + ": no ETag (expected: one)"));
    }

    static void write(List<Answer> answers, Path file) {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
            out.writeInt(answers.size());
            for (Answer answer : answers) {
                out.writeUTF(answer.target);
                out.writeInt(answer.headers.size());
                for (Map.Entry<String, String> header : answer.headers.entrySet()) {
                    out.writeUTF(header.getKey());
                    out.writeUTF(header.getValue());
                }
                out.writeInt(answer.body.length);
                out.write(answer.body);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    static List<Answer> read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            List<Answer> answers = new ArrayList<>();
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                String target = in.readUTF();
                Map<String, String> headers = new TreeMap<>();
                int lines = in.readInt();
                for (int line = 0; line < lines; line++) {
                    headers.put(in.readUTF(), in.readUTF());
                }
                answers.add(new Answer(target, Map.copyOf(headers), in.readNBytes(in.readInt())));
            }
            return answers;
        }
    }
}
