-- Which models exist. revision counts the states that were published; state is the last of them, whole,
-- so that it can be published again and a change that shows nothing is seen to be none.
create table model (
    model_id    varchar(120) not null primary key,
    revision    bigint       not null check (revision >= 0),
    state       bytea,
    created_at  timestamptz  not null,
    check ((revision = 0) = (state is null))
);

-- Other spellings of a model, by the source that uses them. One spelling of a source is one model.
create table model_alias (
    source_id    varchar(120) not null,
    spelling     varchar(300) not null,
    model_id     varchar(120) not null references model,
    event_id     varchar(300) not null,
    recorded_at  timestamptz  not null,
    primary key (source_id, spelling)
);

create index model_alias_of_model on model_alias (model_id);
create index model_alias_by_spelling on model_alias (spelling);

-- How to read a benchmark's numbers, as it is defined now.
create table benchmark (
    benchmark_id  varchar(120) not null primary key,
    name          varchar(120) not null,
    measures      varchar(500) not null,
    unit          varchar(30)  not null,
    better        varchar(10)  not null check (better in ('higher', 'lower')),
    minimum       numeric,
    maximum       numeric,
    source_id     varchar(120) not null,
    source_name   varchar(200) not null,
    source_url    varchar(2000),
    observed_at   timestamptz  not null,
    valid_from    timestamptz  not null,
    recorded_at   timestamptz  not null,
    event_id      varchar(300) not null,
    check (minimum < maximum)
);

-- Every spelling of a benchmark, its name among them. One spelling is one benchmark.
create table benchmark_alias (
    spelling      varchar(120) not null primary key,
    benchmark_id  varchar(120) not null references benchmark,
    event_id      varchar(300) not null,
    recorded_at   timestamptz  not null
);

-- All that was ever said of benchmarks; only grows.
create table benchmark_history (
    id            bigint       generated always as identity primary key,
    benchmark_id  varchar(120) not null references benchmark,
    decision      varchar(20)  not null check (decision in ('new', 'change', 'correction', 'late')),
    definition    jsonb        not null,
    observed_at   timestamptz  not null,
    recorded_at   timestamptz  not null,
    event_id      varchar(300) not null
);

create index benchmark_history_of_benchmark on benchmark_history (benchmark_id, id);

-- The newest that each source says of each item: a field, a score in its setting, a statement, a take.
-- A source that took its word back stays, without content, so that an older word cannot come back.
-- observed_at is when this content was first seen, confirmed_at when it was last seen.
create table claim (
    model_id      varchar(120) not null references model,
    kind          varchar(10)  not null check (kind in ('fact', 'score', 'statement', 'take')),
    item          varchar(200) not null,
    source_id     varchar(120) not null,
    source_name   varchar(200) not null,
    source_url    varchar(2000),
    benchmark_id  varchar(120) references benchmark check ((kind = 'score') = (benchmark_id is not null)),
    content       text,
    observed_at   timestamptz  not null,
    confirmed_at  timestamptz  not null check (confirmed_at >= observed_at),
    correction    boolean      not null,
    valid_from    timestamptz  not null,
    recorded_at   timestamptz  not null,
    event_id      varchar(300) not null,
    primary key (model_id, kind, item, source_id)
);

create index claim_on_benchmark on claim (benchmark_id) where benchmark_id is not null;
create index claim_of_take on claim (item) where kind = 'take';

-- All that was ever said of models; only grows. valid_from is when it was true, recorded_at when we knew.
create table claim_history (
    id            bigint       generated always as identity primary key,
    model_id      varchar(120) not null references model,
    kind          varchar(10)  not null check (kind in ('fact', 'score', 'statement', 'take')),
    item          varchar(200) not null,
    source_id     varchar(120) not null,
    source_name   varchar(200) not null,
    source_url    varchar(2000),
    content       text,
    decision      varchar(20)  not null
                  check (decision in ('new', 'change', 'correction', 'retraction', 'late')),
    observed_at   timestamptz  not null,
    valid_from    timestamptz  not null,
    recorded_at   timestamptz  not null,
    event_id      varchar(300) not null
);

create index claim_history_of_model on claim_history (model_id, id);

-- Updates that name something unknown, with what they wait for.
-- waits_for is a model or a benchmark; name is as the update spells it.
create table waiting_update (
    id           bigint       generated always as identity primary key,
    event_id     varchar(300) not null unique,
    batch        varchar(300),
    event_type   varchar(100) not null,
    body         jsonb        not null,
    source_id    varchar(120) not null,
    waits_for    varchar(10)  not null check (waits_for in ('model', 'benchmark')),
    name         varchar(300) not null,
    field        varchar(40)  not null,
    expected     varchar(300) not null,
    recorded_at  timestamptz  not null
);

create index waiting_update_by_name on waiting_update (waits_for, name);

grant select, insert, update on model, benchmark, claim to "${app}";
grant select, insert on model_alias, benchmark_alias, benchmark_history, claim_history to "${app}";
grant select, insert, update, delete on waiting_update to "${app}";
