package dev.crosscheck.comparison.pagestore;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What all pages have in common, so that no stored page need hold it: a zstd dictionary, trained on pages.
 *
 * <p>Each is told by the version that stands beside every page made with it. A dictionary is never changed: a better one
 * is a new version, and the one before it goes with the template version that used it. A page that is left of that is
 * refused, and made from the facts.
 */
final class PageDictionary {

    /** What pages are written with from now on. */
    static final PageDictionary CURRENT = new PageDictionary(3);

    /** From here on more time buys little. */
    private static final int LEVEL = 3;

    /** More than a page of six models comes to; a length beyond it is damage, not a page. */
    private static final int MAX_BYTES = 32 * 1024 * 1024;

    private final int version;
    private final ZstdDictCompress compressing;
    private final ZstdDictDecompress decompressing;

    /** Making a context costs more than compressing a page. Only the few threads that make pages have one. */
    private final ThreadLocal<ZstdCompressCtx> contexts = ThreadLocal.withInitial(this::context);

    private PageDictionary(int version) {
        this.version = version;
        byte[] dictionary = resource("page-dictionary-" + version + ".zstd");
        compressing = new ZstdDictCompress(dictionary, LEVEL);
        decompressing = new ZstdDictDecompress(dictionary);
    }

    /**
     * @param version as it stands beside the page
     * @throws IllegalArgumentException if this software has no such dictionary: it is older than the page, or newer
     */
    static PageDictionary of(int version) {
        if (version != CURRENT.version) {
            throw new IllegalArgumentException(
                    "dictionary of the page: " + version + " (expected: " + CURRENT.version + ")");
        }
        return CURRENT;
    }

    int version() {
        return version;
    }

    /** One zstd frame that names its own length and its dictionary and holds a checksum. */
    byte[] compress(byte[] page) {
        return contexts.get().compress(page);
    }

    /** @throws IllegalArgumentException if the bytes are no frame of a page made with this dictionary */
    byte[] decompress(byte[] frame) {
        long length = Zstd.getFrameContentSize(frame);
        if (length < 0 || length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "page body: a frame of " + length + " bytes (expected: 0 to " + MAX_BYTES + ")");
        }
        try {
            return Zstd.decompress(frame, decompressing, (int) length);
        } catch (ZstdException e) {
            throw new IllegalArgumentException(
                    "page body: " + e.getMessage() + " (expected: one zstd frame with dictionary " + version + ")", e);
        }
    }

    private ZstdCompressCtx context() {
        return new ZstdCompressCtx().setChecksum(true).loadDict(compressing);
    }

    private static byte[] resource(String name) {
        try (InputStream in = PageDictionary.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + ": missing (expected: beside the class)");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
