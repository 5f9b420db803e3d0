package dev.crosscheck.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;

/** Says when the newest backup was taken, in place of the exporter that CloudNativePG has beside each PostgreSQL. */
final class BackupFigure implements AutoCloseable {

    private final HttpServer server;
    private volatile Instant newest;

    private BackupFigure(HttpServer server, Instant newest) {
        this.server = server;
        this.newest = newest;
    }

    static BackupFigure of(Instant newest) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            BackupFigure figure = new BackupFigure(server, newest);
            server.createContext("/metrics", exchange -> {
                byte[] said = figure.said().getBytes(UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
                exchange.sendResponseHeaders(200, said.length);
                exchange.getResponseBody().write(said);
                exchange.close();
            });
            server.start();
            return figure;
        } catch (IOException e) {
            throw new UncheckedIOException("No port for the figure of backups", e);
        }
    }

    private String said() {
        return "# TYPE barman_cloud_cloudnative_pg_io_last_available_backup_timestamp gauge\n"
                + "barman_cloud_cloudnative_pg_io_last_available_backup_timestamp " + newest.getEpochSecond() + "\n";
    }

    void taken(Instant at) {
        newest = at;
    }

    String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
