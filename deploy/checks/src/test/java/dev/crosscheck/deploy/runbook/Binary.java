package dev.crosscheck.deploy.runbook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code kubectl create} sends of a Secret or a ConfigMap: protocol buffers in an envelope that names the kind.
 *
 * <p>Numbers of fields are those of {@code k8s.io/apimachinery/pkg/runtime/generated.proto} and
 * {@code k8s.io/api/core/v1/generated.proto}; both kinds have their data at the same number.
 */
final class Binary {

    static final String TYPE = "application/vnd.kubernetes.protobuf";

    private static final int MAGIC = 4;
    private static final int BYTES = 2;

    /** @throws IOException if it is another kind, or no such message */
    static ObjectNode read(byte[] sent) throws IOException {
        Map<Integer, List<byte[]>> envelope = fields(sent, MAGIC);
        String kind = text(fields(first(envelope, 1), 0), 2);
        if (!List.of("Secret", "ConfigMap").contains(kind)) {
            throw new IOException(kind + " as protocol buffers (expected: Secret or ConfigMap)");
        }
        Map<Integer, List<byte[]>> message = fields(first(envelope, 2), 0);
        ObjectNode resource = JsonNodeFactory.instance.objectNode();
        resource.withObject("/metadata").put("name", text(fields(first(message, 1), 0), 1));
        for (byte[] entry : message.getOrDefault(2, List.of())) {
            Map<Integer, List<byte[]>> pair = fields(entry, 0);
            String value = kind.equals("Secret") ? Base64.getEncoder().encodeToString(first(pair, 2)) : text(pair, 2);
            resource.withObject("/data").put(text(pair, 1), value);
        }
        if (kind.equals("Secret")) {
            resource.put("type", text(message, 3));
        }
        return resource;
    }

    /** The fields that have a length; those of other forms are left out. */
    private static Map<Integer, List<byte[]>> fields(byte[] message, int begin) throws IOException {
        Map<Integer, List<byte[]>> fields = new TreeMap<>();
        ByteBuffer rest = ByteBuffer.wrap(message, begin, message.length - begin);
        while (rest.hasRemaining()) {
            int tag = number(rest);
            int value = number(rest);
            if ((tag & 7) == BYTES) {
                byte[] bytes = new byte[value];
                rest.get(bytes);
                fields.computeIfAbsent(tag >> 3, _ -> new ArrayList<>()).add(bytes);
            } else if ((tag & 7) != 0) {
                throw new IOException((tag & 7) + ": form of a field (expected: 0 or 2)");
            }
        }
        return fields;
    }

    private static int number(ByteBuffer from) {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = from.get();
            number |= (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    private static byte[] first(Map<Integer, List<byte[]>> fields, int number) {
        return fields.getOrDefault(number, List.of(new byte[0])).getFirst();
    }

    private static String text(Map<Integer, List<byte[]>> fields, int number) {
        return new String(first(fields, number), StandardCharsets.UTF_8);
    }

    private Binary() {}
}
