package dev.crosscheck.measure;

import com.github.luben.zstd.Zstd;
import dev.crosscheck.local.Service;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** P10: pages over HTTP beside a server that reads the stored row for every request. */
final class StoredRowReads implements Measurement {

    private static final int LEVEL = 3;
    private static final String HOW = """
            The same pages and the same %d connections as in P9, not compressed. In place of the same service without its memory stands \
            the bare Netty server of P9 with one difference: it reads the row by primary key for each request (8 threads, \
            each with its own connection and a statement prepared by the server), unpacks zstd and sends the bytes. It \
            routes, negotiates and logs nothing, so it is faster than the service would be.""";

    @Override
    public String id() {
        return "P10";
    }

    @Override
    public String title() {
        return "GET page beside reading the stored row each time";
    }

    @Override
    public Finding measure(Suite suite) throws Exception {
        MeasuredSystem system = suite.some();
        system.awaitSettled();
        PageRequests json = PageRequests.plainJson(system);
        store(system, json);
        try (BareServerProcess bare = BareServerProcess.fromRows(
                json.answers(), system.processes().postgres().server())) {
            Duel duel =
                    new Duel(suite, system.processes().uri(Service.COMPARISON).getPort(), bare.port());
            Duel.Result result = duel.answersASecond("200, JSON, plain", 200, json.whole());
            return Finding.of(
                    this,
                    HOW.formatted(HttpLoad.CONNECTIONS),
                    new Figure(
                            "200, JSON, plain",
                            "answers/s",
                            "%,.0f",
                            result.ours(),
                            result.theirs(),
                            new Goal.AtLeastTimes(3)));
        } finally {
            system.sql().execute("drop table if exists " + BareServer.TABLE);
        }
    }

    private static void store(MeasuredSystem system, PageRequests requests) throws SQLException {
        Sql sql = system.sql();
        sql.execute("drop table if exists " + BareServer.TABLE);
        sql.execute("create table " + BareServer.TABLE + " (target text primary key, body bytea not null)");
        sql.execute("alter table " + BareServer.TABLE + " alter column body set storage external");
        try (PreparedStatement insert = sql.connection()
                .prepareStatement("insert into " + BareServer.TABLE + " values (?, ?) on conflict do nothing")) {
            for (Answer answer : requests.answers()) {
                insert.setString(1, answer.target());
                insert.setBytes(2, Zstd.compress(answer.body(), LEVEL));
                insert.executeUpdate();
            }
        }
        sql.execute("vacuum analyze " + BareServer.TABLE);
    }
}
