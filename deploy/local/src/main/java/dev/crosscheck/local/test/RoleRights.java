package dev.crosscheck.local.test;

import dev.crosscheck.local.ServiceDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a service's runtime role may do in its own database, as PostgreSQL says and as it turns out.
 *
 * @param database after its migrations
 */
public record RoleRights(ServiceDatabase database) {

    /** PostgreSQL's own word for it, whatever the language of its messages. */
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    /** A right on some columns of a table counts as one on the table. */
    private static final String RIGHTS = """
            select c.relname,
                   coalesce(string_agg(r.name, ', ' order by r.place) filter (
                       where case when r.name in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
                                  then has_any_column_privilege(?::name, c.oid, r.name)
                                  else has_table_privilege(?::name, c.oid, r.name)
                             end), '')
              from pg_class c,
                   unnest(string_to_array('SELECT INSERT UPDATE DELETE TRUNCATE REFERENCES TRIGGER MAINTAIN', ' '))
                       with ordinality r(name, place)
             where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
             group by c.relname
            """;

    /** What nobody who is taken over should be able to do. */
    private static final List<String> BEYOND = List.of(
            "create table mine (id int)",
            "create temporary table mine (id int)",
            "create schema mine",
            "create function mine() returns int language sql as 'select 1'",
            "create role mine",
            "create database mine",
            "alter system set fsync = off",
            "copy (select 1) to program 'true'",
            "select pg_read_file('postgresql.conf')");

    /** Every table of the database with the rights of the runtime role: {@code SELECT, INSERT}. */
    public SortedMap<String, String> ofTables() {
        SortedMap<String, String> rights = new TreeMap<>();
        try (Connection owner = DriverManager.getConnection(
                        database.url(), database.ownerUsername(), database.ownerPassword());
                PreparedStatement statement = owner.prepareStatement(RIGHTS)) {
            statement.setString(1, database.appUsername());
            statement.setString(2, database.appUsername());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    rights.put(rows.getString(1), rows.getString(2));
                }
            }
        } catch (SQLException exception) {
            throw new IllegalStateException("rights of " + database + " were not told", exception);
        }
        return rights;
    }

    /** Statements that would rewrite or delete what is in these tables, and that the runtime role got done. */
    public List<String> rewriting(List<String> tables) {
        List<String> statements = new ArrayList<>();
        for (String table : tables) {
            statements.add("delete from " + table);
            statements.add("update " + table + " set " + column(table) + " = " + column(table));
            statements.add("truncate " + table);
        }
        return done(statements);
    }

    /** Statements that change the schema, the roles or the server, and that the runtime role got done. */
    public List<String> ruling() {
        List<String> statements = new ArrayList<>(BEYOND);
        statements.add("set role " + database.ownerUsername());
        for (String table : ofTables().keySet()) {
            statements.add("drop table " + table);
            statements.add("alter table " + table + " add column mine int");
            statements.add("create index on " + table + " (" + column(table) + ")");
            statements.add("alter table " + table + " disable trigger all");
        }
        return done(statements);
    }

    /** Each is tried, and taken back if it worked. */
    private List<String> done(List<String> statements) {
        List<String> done = new ArrayList<>();
        try (Connection app =
                DriverManager.getConnection(database.url(), database.appUsername(), database.appPassword())) {
            for (String sql : statements) {
                // Two of them are not allowed within a transaction, even to those who may do them.
                app.setAutoCommit(sql.startsWith("create database") || sql.startsWith("alter system"));
                try (Statement statement = app.createStatement()) {
                    statement.execute(sql);
                    done.add(sql);
                } catch (SQLException exception) {
                    if (!INSUFFICIENT_PRIVILEGE.equals(exception.getSQLState())) {
                        done.add(sql + ": " + exception.getMessage() + " (expected: permission denied)");
                    }
                }
                if (!app.getAutoCommit()) {
                    app.rollback();
                }
            }
        } catch (SQLException exception) {
            throw new IllegalStateException(database + " was not reached", exception);
        }
        return done;
    }

    /** The first that takes a value; one that numbers itself does not. */
    private String column(String table) {
        try (Connection owner = DriverManager.getConnection(
                        database.url(), database.ownerUsername(), database.ownerPassword());
                PreparedStatement statement = owner.prepareStatement("""
                        select attname from pg_attribute
                         where attrelid = ?::regclass and attnum > 0 and not attisdropped
                           and attidentity = '' and attgenerated = ''
                         order by attnum limit 1
                        """)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException exception) {
            throw new IllegalStateException(table + ": no column", exception);
        }
    }
}
