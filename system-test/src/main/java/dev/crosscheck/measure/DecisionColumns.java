package dev.crosscheck.measure;

/**
 * What PostgreSQL alone would do for the columns that decide a comparison: a row for each model, and a materialized view
 * of all pairs with who is cheaper, who leads, and by how much.
 */
final class DecisionColumns implements AutoCloseable {

    private static final String MODELS = """
            create table measure.model as
            select id,
                   (abs(hashtext(id || 'i')) %% 10000 / 1000.0 + 0.1)::numeric(12, 6) as input,
                   (abs(hashtext(id || 'o')) %% 10000 / 250.0 + 0.4)::numeric(12, 6)  as output,
                   8192::bigint << (abs(hashtext(id || 'c')) %% 7)                    as context,
                   (abs(hashtext(id || 's')) %% 1000 / 10.0)::numeric(5, 1)           as score,
                   abs(hashtext(id || 'p')) %% 6 + 1                                  as providers
            from (select 'measured-' || lpad(number::text, 4, '0') as id
                  from generate_series(0, %d - 1) as number) as numbered""";

    private static final String VIEW = """
            create materialized view measure.decision as
            select a.id as first_id, b.id as second_id,
                   case when a.output < b.output then 1 when a.output > b.output then 2 else 0 end as cheaper_output,
                   abs(a.output - b.output)                                                        as output_gap,
                   0.7 * a.input + 0.3 * a.output                                                  as first_blend,
                   0.7 * b.input + 0.3 * b.output                                                  as second_blend,
                   (800 * a.input + 250 * a.output) - (800 * b.input + 250 * b.output)             as monthly_gap,
                   case when a.context > b.context then 1 when a.context < b.context then 2 else 0 end
                                                                                                   as longer_context,
                   case when a.score > b.score then 1 when a.score < b.score then 2 else 0 end     as leads,
                   abs(a.score - b.score)                                                          as score_gap,
                   case when a.providers > b.providers then 1 when a.providers < b.providers then 2 else 0 end
                                                                                                   as more_providers
            from measure.model a join measure.model b on a.id < b.id""";

    private final Sql sql;

    /** Makes so many models and the view with a unique index, as {@code REFRESH … CONCURRENTLY} needs one too. */
    DecisionColumns(Sql sql, int models) {
        this.sql = sql;
        close();
        sql.execute(MODELS.formatted(models));
        sql.execute("alter table measure.model add primary key (id)");
        sql.execute(VIEW);
        sql.execute("create unique index on measure.decision (first_id, second_id)");
        sql.execute("analyze measure.model");
    }

    /** Changes a model's price and refreshes the view. @return seconds for both */
    double change(int model) {
        return sql.seconds("update measure.model set input = input + 0.000001 where id = '" + Catalogue.modelId(model)
                        + "'")
                + sql.seconds("refresh materialized view measure.decision");
    }

    @Override
    public void close() {
        sql.execute("drop materialized view if exists measure.decision");
        sql.execute("drop table if exists measure.model");
    }
}
