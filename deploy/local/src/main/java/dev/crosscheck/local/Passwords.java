package dev.crosscheck.local;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** Passwords of database roles: made up when first asked for, then kept in a file only its owner may read. */
public final class Passwords implements RolePasswords {

    private static final int RANDOM_BYTES = 24;

    private final Path file;
    private final Properties known = new Properties();
    private final SecureRandom random = new SecureRandom();

    /** @param file where they are kept; it need not exist yet, its folder must */
    public Passwords(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                known.load(reader);
            } catch (IOException exception) {
                throw new UncheckedIOException(exception);
            }
        }
    }

    @Override
    public synchronized String of(String role) {
        String password = known.getProperty(role);
        if (password == null) {
            byte[] bytes = new byte[RANDOM_BYTES];
            random.nextBytes(bytes);
            password = HexFormat.of().formatHex(bytes);
            known.setProperty(role, password);
            store();
        }
        return password;
    }

    private void store() {
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            try (Writer writer = Files.newBufferedWriter(file)) {
                known.store(writer, "Made up by this machine, for this machine.");
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
