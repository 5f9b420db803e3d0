package dev.crosscheck.comparison.pagestore;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.crosscheck.comparison.page.Page;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A page in its canonical bytes.
 *
 * @param json   as {@link PageJson} writes it
 * @param digest the first 16 bytes of its SHA-256: equal digests mean equal pages
 */
public record PageBytes(byte[] json, byte[] digest) {

    private static final int LEVEL = 3;
    private static final int DIGEST_BYTES = 16;

    /** More than a page of six models comes to; a length beyond it is damage, not a page. */
    private static final int MAX_BYTES = 32 * 1024 * 1024;

    public static PageBytes of(Page page) {
        return of(PageJson.write(page));
    }

    public static PageBytes of(byte[] json) {
        return new PageBytes(json, digestOf(json));
    }

    /** For headers and logs. */
    public String digestText() {
        return HexFormat.of().formatHex(digest);
    }

    /** As the database keeps it: one zstd frame that names its own length and holds a checksum. */
    public byte[] compressed() {
        try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
            return zstd.setLevel(LEVEL).setChecksum(true).compress(json);
        }
    }

    /** @throws IllegalArgumentException if the bytes are no zstd frame of a page */
    public static byte[] decompress(byte[] frame) {
        long length = Zstd.getFrameContentSize(frame);
        if (length < 0 || length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "page body: a frame of " + length + " bytes (expected: 0 to " + MAX_BYTES + ")");
        }
        try {
            return Zstd.decompress(frame, (int) length);
        } catch (ZstdException e) {
            throw new IllegalArgumentException("page body: " + e.getMessage() + " (expected: one zstd frame)", e);
        }
    }

    private static byte[] digestOf(byte[] json) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(json), DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PageBytes that && Arrays.equals(json, that.json);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    @Override
    public String toString() {
        return "PageBytes[" + digestText() + ", " + json.length + " bytes]";
    }
}
