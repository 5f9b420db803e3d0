package dev.crosscheck.measure;

import java.io.IOException;

/**
 * What has to be known of an answer's head to read the answer to its end, and to ask again.
 *
 * @param status such as 304
 * @param length bytes of the body
 * @param tag    the entity tag with its quotes; empty if there is none
 */
record AnswerHead(int status, long length, String tag) {

    private static final int NOT_MODIFIED = 304;

    /** @throws IOException if the answer does not say how long its body is */
    static AnswerHead parse(String head) throws IOException {
        int status = Integer.parseInt(head.substring(9, 12));
        String tag = header(head, "etag");
        if (status == NOT_MODIFIED) {
            // It may name the length of the body that it leaves out.
            return new AnswerHead(status, 0, tag);
        }
        String length = header(head, "content-length");
        if (length.isEmpty()) {
            throw new IOException("content-length: missing (expected: in every answer)");
        }
        return new AnswerHead(status, Long.parseLong(length), tag);
    }

    /** The value of a header; empty if it is not there. */
    private static String header(String head, String name) {
        String start = "\r\n" + name + ":";
        for (int at = head.indexOf("\r\n"); at >= 0; at = head.indexOf("\r\n", at + 2)) {
            if (head.regionMatches(true, at, start, 0, start.length())) {
                return head.substring(at + start.length(), head.indexOf("\r\n", at + 2))
                        .strip();
            }
        }
        return "";
    }
}
