package dev.crosscheck.comparison.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** The one coding in which answers come compressed. */
final class Gzip {

    /** As headers name it. */
    static final String NAME = "gzip";

    private static final Pattern REFUSED = Pattern.compile("q=0(\\.0*)?");

    /** @param lines of Accept-Encoding, as they came */
    static boolean isTaken(List<String> lines) {
        for (String line : lines) {
            if (line.equals(NAME)) {
                return true;
            }
            for (String coding : line.toLowerCase(Locale.ROOT).split(",")) {
                String[] parts = coding.split(";");
                if (parts.length > 0 && parts[0].strip().equals(NAME)) {
                    return parts.length == 1
                            || !REFUSED.matcher(parts[1].strip()).matches();
                }
            }
        }
        return false;
    }

    static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be written to", e);
        }
        return out.toByteArray();
    }

    private Gzip() {}
}
