package dev.crosscheck.system;

import static org.awaitility.Awaitility.await;

import dev.crosscheck.local.DatabaseServer;
import dev.crosscheck.local.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/**
 * A base backup of a running PostgreSQL and the log of what was written since, with which it comes back as it was at a
 * point in time. Done with what the server itself has, as every tool for it does.
 */
final class PostgresBackup {

    /** Of the process that runs, and not of the data. */
    private static final Set<String> OF_THE_PROCESS = Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

    private static final String LOG = "pg_wal";

    private final Path source;
    private final Path base;
    private final Path archive;

    private PostgresBackup(Path source, Path folder) {
        this.source = source;
        this.base = folder.resolve("base");
        this.archive = folder.resolve("archive");
    }

    /**
     * Has the server archive its log from its next start on.
     *
     * @param source the folder that the server was started with
     * @param folder where the backup is to be; made
     */
    static PostgresBackup prepare(DatabaseServer server, Path source, Path folder) {
        PostgresBackup backup = new PostgresBackup(source, folder);
        try {
            Files.createDirectories(backup.archive);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        run(server, "alter system set archive_mode = 'on'");
        run(server, "alter system set archive_command = 'cp %p " + backup.archive + "/%f'");
        return backup;
    }

    /** Copies the data of the running server. What is written meanwhile comes by the log. */
    void takeBase(DatabaseServer server) {
        try (Connection session = server.connect("postgres");
                Statement statement = session.createStatement()) {
            statement.execute("select pg_backup_start('base', true)");
            copy(source.resolve("data"), base);
            // Returns when all of the log that the copy needs is archived.
            try (ResultSet label = statement.executeQuery("select labelfile from pg_backup_stop(true)")) {
                label.next();
                Files.writeString(base.resolve("backup_label"), label.getString(1));
            }
        } catch (SQLException | IOException exception) {
            throw new IllegalStateException("backup: not taken of " + source, exception);
        }
    }

    /** Names this moment, so that one can come back to it; returns when the log of it is archived. */
    void markPoint(DatabaseServer server, String name) {
        run(server, "select pg_create_restore_point('" + name + "')");
        String file = text(server, "select pg_walfile_name(pg_switch_wal())");
        await().atMost(CrosscheckSystem.PATIENCE).until(() -> Files.exists(archive.resolve(file)));
    }

    /**
     * Makes the data of a server as they were at the point, in a folder that has none.
     *
     * @param folder to be given to {@link LocalPostgres#start}
     * @param port   free, for the time it takes
     */
    void restore(Path folder, int port, String point) {
        try {
            Files.createDirectories(folder);
            Path data = folder.resolve("data");
            copy(base, data);
            Files.createDirectories(data.resolve(LOG));
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
            Files.createFile(data.resolve("recovery.signal"));
            Files.writeString(
                    data.resolve("postgresql.auto.conf"),
                    "archive_mode = 'off'\nrestore_command = 'cp " + archive + "/%f %p'\nrecovery_target_name = '"
                            + point + "'\nrecovery_target_action = 'promote'\n",
                    StandardOpenOption.APPEND);
            Path passwords = folder.resolve("passwords.properties");
            if (!Files.exists(passwords)) {
                Files.copy(source.resolve("passwords.properties"), passwords);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        try (LocalPostgres restored = LocalPostgres.start(folder, port, LocalPostgres.Durability.DURABLE)) {
            await("the server has come to the point and takes writes")
                    .atMost(CrosscheckSystem.PATIENCE)
                    .until(() -> text(restored.server(), "select pg_is_in_recovery()")
                            .equals("f"));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return folder.endsWith(LOG) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!OF_THE_PROCESS.contains(file.getFileName().toString())) {
                    try {
                        Files.copy(file, to.resolve(from.relativize(file)));
                    } catch (NoSuchFileException _) {
                        // Deleted since the folder was read: the log knows.
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    private static void run(DatabaseServer server, String statement) {
        try (Connection session = server.connect("postgres");
                Statement sql = session.createStatement()) {
            sql.execute(statement);
        } catch (SQLException exception) {
            throw new IllegalStateException(statement, exception);
        }
    }

    private static String text(DatabaseServer server, String question) {
        try (Connection session = server.connect("postgres");
                Statement sql = session.createStatement();
                ResultSet answer = sql.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        } catch (SQLException exception) {
            throw new IllegalStateException(question, exception);
        }
    }
}
