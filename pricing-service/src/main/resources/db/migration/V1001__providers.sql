-- Who charges for models. A price from a provider nobody has reported makes one whose name is its id.
-- name, kind and url are those of the report that the source policy picks.
-- Locking a row keeps its name still while a price sheet that shows it is built.
create table provider (
    provider_id  varchar(120)  not null primary key,
    name         varchar(120)  not null,
    kind         varchar(20)   not null check (kind in ('maker', 'host', 'aggregator', 'unknown')),
    url          varchar(2000),
    known_since  timestamptz   not null
);

-- The newest report of each source on each provider.
-- observed_at is since when the source says so; last_seen_at when it last said so.
create table provider_report (
    provider_id   varchar(120)  not null references provider,
    source_id     varchar(120)  not null,
    source_name   varchar(200)  not null,
    source_url    varchar(2000),
    name          varchar(120)  not null,
    kind          varchar(20)   not null check (kind in ('maker', 'host', 'aggregator', 'unknown')),
    url           varchar(2000),
    observed_at   timestamptz   not null,
    valid_from    timestamptz   not null,
    event_id      varchar(300)  not null,
    recorded_at   timestamptz   not null,
    correction    boolean       not null,
    last_seen_at  timestamptz   not null check (last_seen_at >= observed_at),
    primary key (provider_id, source_id)
);

-- Every report that said something new, for ever. valid_from is when it was true, recorded_at when we knew.
create table provider_history (
    id           bigint        generated always as identity primary key,
    provider_id  varchar(120)  not null,
    source_id    varchar(120)  not null,
    source_name  varchar(200)  not null,
    source_url   varchar(2000),
    change       varchar(20)   not null check (change in ('first', 'change', 'correction', 'late')),
    name         varchar(120)  not null,
    kind         varchar(20)   not null,
    url          varchar(2000),
    observed_at  timestamptz   not null,
    valid_from   timestamptz   not null,
    recorded_at  timestamptz   not null,
    correction   boolean       not null,
    event_id     varchar(300)  not null unique
);

create index provider_history_in_order on provider_history (provider_id, observed_at, id);

grant select, insert, update on provider, provider_report to "${app}";
grant select, insert on provider_history to "${app}";
