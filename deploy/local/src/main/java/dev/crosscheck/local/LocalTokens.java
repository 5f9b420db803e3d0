package dev.crosscheck.local;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crosscheck.event.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Issues tokens for a system on this machine, as an identity provider does in production. Its key is made when first
 * asked for and kept in a file that only its owner may read; whoever may read it may do everything here.
 */
public final class LocalTokens {

    /** The roles there are. */
    public static final List<String> ROLES = List.of("reader", "publisher", "operator");

    private static final String ISSUER = "crosscheck-local";
    private static final String AUDIENCE = "crosscheck";
    private static final int COORDINATE_BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final Path folder;

    /** @param folder holds the key and what tells services to believe it; made if missing */
    public LocalTokens(Path folder) {
        this.folder = folder;
    }

    /** The settings by which a service in a process of its own believes these tokens. */
    public Map<String, String> environment() {
        return Map.of("CROSSCHECK_ACCESS_KEYS", publicKeys().toUri().toString(), "CROSSCHECK_ACCESS_ISSUER", ISSUER);
    }

    /** The same settings for an application context inside this process. */
    public Map<String, Object> properties() {
        return Map.of("crosscheck.access.keys", publicKeys().toUri().toString(), "crosscheck.access.issuer", ISSUER);
    }

    /**
     * A new token.
     *
     * @param subject who carries it; the log of services names them so
     * @param roles   of {@link #ROLES}
     */
    public synchronized String token(String subject, Duration validFor, List<String> roles) {
        byte[] keys = read(publicKeys());
        Instant now = Instant.now();
        ObjectNode header = EventJson.MAPPER.createObjectNode();
        header.put("alg", "ES256")
                .put("typ", "JWT")
                .put("kid", EventJson.readTree(keys).at("/keys/0/kid").asString());
        ObjectNode claims = EventJson.MAPPER.createObjectNode();
        claims.put("iss", ISSUER)
                .put("aud", AUDIENCE)
                .put("sub", subject)
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(validFor).getEpochSecond());
        ArrayNode named = claims.putArray("roles");
        for (String role : roles) {
            named.add(role);
        }
        String said = part(header) + "." + part(claims);
        return said + "." + BASE64.encodeToString(sign(said));
    }

    /** A token in a file that only its owner may read, for tools that are told where to find theirs. */
    public void write(Path file, String token) {
        writePrivately(file, token.getBytes(US_ASCII));
    }

    /** Copies the public keys to where everybody may read them. */
    void writePublicKeys(Path file) {
        byte[] keys = read(publicKeys());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, keys);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Makes the keys when there are none. */
    private synchronized Path publicKeys() {
        Path file = folder.resolve("keys.json");
        // The public part is written last: where it is, the other is too.
        if (!Files.exists(file)) {
            try {
                Files.createDirectories(folder);
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                KeyPair pair = generator.generateKeyPair();
                writePrivately(signingKey(), pair.getPrivate().getEncoded());
                writePrivately(file, keySet((ECPublicKey) pair.getPublic()));
            } catch (GeneralSecurityException exception) {
                throw new IllegalStateException("tokens: no keys could be made", exception);
            } catch (IOException exception) {
                throw new UncheckedIOException(exception);
            }
        }
        return file;
    }

    private Path signingKey() {
        return folder.resolve("signing-key.pkcs8");
    }

    /** A JSON Web Key Set of one key, which is named by its thumbprint (RFC 7638). */
    private static byte[] keySet(ECPublicKey key) throws GeneralSecurityException {
        String x = coordinate(key.getW().getAffineX());
        String y = coordinate(key.getW().getAffineY());
        String identity = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}";
        byte[] thumbprint = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(US_ASCII));
        ObjectNode set = EventJson.MAPPER.createObjectNode();
        set.putArray("keys")
                .addObject()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("x", x)
                .put("y", y)
                .put("use", "sig")
                .put("alg", "ES256")
                .put("kid", BASE64.encodeToString(thumbprint));
        return EventJson.MAPPER.writeValueAsBytes(set);
    }

    /** Always of the same length, without the byte for a sign that Java's numbers may have. */
    private static String coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] whole = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, whole, COORDINATE_BYTES - length, length);
        return BASE64.encodeToString(whole);
    }

    private byte[] sign(String said) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(read(signingKey()))));
            signature.update(said.getBytes(US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException exception) {
            throw new IllegalStateException("tokens: not signed with " + signingKey(), exception);
        }
    }

    private static String part(ObjectNode json) {
        return BASE64.encodeToString(json.toString().getBytes(UTF_8));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Nobody ever sees half of the file, and nobody else any of it. */
    static void writePrivately(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Path written = Files.createTempFile(
                    file.getParent(),
                    "writing-",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(written, bytes);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
