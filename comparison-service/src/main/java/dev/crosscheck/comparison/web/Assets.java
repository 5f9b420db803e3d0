package dev.crosscheck.comparison.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that pages load: one style sheet, one script, one icon. Each stands at an address that
 * holds a hash of its content, so that browsers may keep it for good.
 */
public final class Assets {

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "crosscheck.css", "text/css;charset=utf-8",
            "crosscheck.js", "text/javascript;charset=utf-8",
            "icon.svg", "image/svg+xml");

    private static final Map<String, Asset> BY_NAME = new HashMap<>();
    private static final Map<String, Asset> BY_ADDRESS = new HashMap<>();

    static {
        for (String name : List.copyOf(MEDIA_TYPES.keySet())) {
            Asset asset = read(name);
            BY_NAME.put(name, asset);
            BY_ADDRESS.put(asset.hash() + "/" + name, asset);
        }
    }

    /** A file as it is sent. */
    record Asset(String name, String hash, String mediaType, byte[] bytes) {}

    /** The address of a file, such as {@code /assets/0f3a6c1d9b/crosscheck.css}. */
    public static String address(String name) {
        Asset asset = BY_NAME.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("asset: " + name + " (expected: one of " + MEDIA_TYPES.keySet() + ")");
        }
        return "/assets/" + asset.hash() + "/" + name;
    }

    /** Looks up by the two last parts of the address; an address of an older content finds nothing. */
    static Optional<Asset> find(String hash, String name) {
        return Optional.ofNullable(BY_ADDRESS.get(hash + "/" + name));
    }

    private static Asset read(String name) {
        try (InputStream file = Assets.class.getResourceAsStream("/assets/" + name)) {
            if (file == null) {
                throw new IllegalStateException("asset: /assets/" + name + " is not on the class path");
            }
            byte[] bytes = name.endsWith(".css") ? tight(file.readAllBytes()) : file.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Asset(name, HexFormat.of().formatHex(hash, 0, 5), MEDIA_TYPES.getOrDefault(name, ""), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Lines and indentation are for those who edit. No string of ours holds a brace or a semicolon. */
    private static byte[] tight(byte[] css) {
        return new String(css, UTF_8)
                .replaceAll("\\s*([{};])\\s*", "$1")
                .replace(";}", "}")
                .getBytes(UTF_8);
    }

    private Assets() {}
}
