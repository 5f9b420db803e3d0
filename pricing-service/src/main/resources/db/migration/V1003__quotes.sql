-- What each source says now of each offer. An offer is a model, a provider and a route.
-- observed_at, valid_from, recorded_at and event_id are those of the quote since which it says so;
-- last_seen_at is when the source last said anything of it, which may only have repeated it.
-- content is the whole quote: terms, rates in US dollars per million tokens, route facts, status.
create table quote (
    model_id      varchar(120)  not null references known_model,
    provider_id   varchar(120)  not null references provider,
    route         varchar(300)  not null,
    source_id     varchar(120)  not null,
    source_name   varchar(200)  not null,
    source_url    varchar(2000),
    content       jsonb         not null,
    fingerprint   char(64)      not null,
    correction    boolean       not null,
    observed_at   timestamptz   not null,
    valid_from    timestamptz   not null,
    recorded_at   timestamptz   not null,
    event_id      varchar(300)  not null,
    last_seen_at  timestamptz   not null check (last_seen_at >= observed_at),
    primary key (model_id, provider_id, route, source_id)
) with (fillfactor = 80);

create index quote_of_provider on quote (provider_id);

-- Every quote that said something new, for ever. valid_from is when it was true, recorded_at when we
-- knew: what was known at a time is what had been recorded by then.
-- The base prices are those of an ordinary request: standard tier, short prompt, any hour.
create table quote_history (
    id                   bigint         generated always as identity primary key,
    model_id             varchar(120)   not null references known_model,
    provider_id          varchar(120)   not null references provider,
    route                varchar(300)   not null,
    source_id            varchar(120)   not null,
    source_name          varchar(200)   not null,
    source_url           varchar(2000),
    kind                 varchar(20)    not null
                         check (kind in ('first', 'change', 'correction', 'late', 'retired')),
    terms                varchar(20)    not null
                         check (terms in ('priced', 'free', 'subscription', 'varies', 'unknown')),
    input_usd_per_mtok   numeric(19, 9) check (input_usd_per_mtok >= 0),
    output_usd_per_mtok  numeric(19, 9) check (output_usd_per_mtok >= 0),
    status               varchar(20)    not null
                         check (status in ('live', 'beta', 'deprecated', 'retired')),
    content              jsonb          not null,
    fingerprint          char(64)       not null,
    correction           boolean        not null,
    observed_at          timestamptz    not null,
    valid_from           timestamptz    not null,
    recorded_at          timestamptz    not null,
    event_id             varchar(300)   not null unique
);

create index quote_history_in_order
    on quote_history (model_id, provider_id, route, source_id, observed_at, id);

-- When a source said again what it had said: a narrow row beside the history. A late quote that said
-- something else in between makes the next of these the beginning of a price, and only then does the
-- history get it.
create table quote_sighting (
    id           bigint        generated always as identity primary key,
    model_id     varchar(120)  not null,
    provider_id  varchar(120)  not null,
    route        varchar(300)  not null,
    source_id    varchar(120)  not null,
    source_name  varchar(200)  not null,
    source_url   varchar(2000),
    fingerprint  char(64)      not null,
    correction   boolean       not null,
    observed_at  timestamptz   not null,
    valid_from   timestamptz   not null,
    recorded_at  timestamptz   not null,
    event_id     varchar(300)  not null unique
);

create index quote_sighting_in_order
    on quote_sighting (model_id, provider_id, route, source_id, observed_at, id);

grant select, insert, update on quote to "${app}";
grant select, insert on quote_history, quote_sighting to "${app}";
