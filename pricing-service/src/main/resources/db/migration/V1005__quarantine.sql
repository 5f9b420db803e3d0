-- Why the publisher wants a person to look at a quote before it is shown; null if nobody asked.
alter table quote_history add column hold varchar(300);
alter table quote_sighting add column hold varchar(300);

-- What people decided on quotes, for ever. A decision may come before the quote it is about.
-- It is on what was quoted: it holds whenever the same source says the same of the same offer.
create table quote_review (
    id           bigint         generated always as identity primary key,
    quote_event  varchar(200)   not null,
    model_id     varchar(120)   not null,
    decision     varchar(20)    not null check (decision in ('release', 'reject')),
    decided_by   varchar(200)   not null,
    why          varchar(1000)  not null,
    source_id    varchar(120)   not null,
    source_name  varchar(200)   not null,
    source_url   varchar(2000),
    observed_at  timestamptz    not null,
    recorded_at  timestamptz    not null,
    event_id     varchar(300)   not null unique
);

create index quote_review_of_quote on quote_review (quote_event);

-- What people took back, for ever: all updates of a batch, or those named in withdrawn_update.
create table withdrawal (
    id            bigint         generated always as identity primary key,
    batch         varchar(300),
    withdrawn_by  varchar(200)   not null,
    why           varchar(1000)  not null,
    source_id     varchar(120)   not null,
    source_name   varchar(200)   not null,
    source_url    varchar(2000),
    observed_at   timestamptz    not null,
    recorded_at   timestamptz    not null,
    event_id      varchar(300)   not null unique
);

create index withdrawal_of_batch on withdrawal (batch);

-- The updates that count as never said. An update may come after it was withdrawn.
create table withdrawn_update (
    update_id    varchar(300)  not null primary key,
    withdrawal   varchar(300)  not null references withdrawal (event_id),
    recorded_at  timestamptz   not null
);

-- Quotes that look wrong, and what became of them: derived from the history, the reviews and the
-- withdrawals, and made anew whenever one of these changes.
-- good_event is the quote shown in its place; null if the series has no good one yet.
create table quarantined_quote (
    id           bigint         generated always as identity,
    event_id     varchar(300)   not null primary key,
    model_id     varchar(120)   not null references known_model,
    provider_id  varchar(120)   not null,
    route        varchar(300)   not null,
    source_id    varchar(120)   not null,
    rule         varchar(20)    not null,
    reason       varchar(500)   not null,
    state        varchar(20)    not null check (state in ('held', 'released', 'rejected', 'superseded')),
    good_event   varchar(300),
    observed_at  timestamptz    not null,
    recorded_at  timestamptz    not null
);

create unique index quarantined_quote_in_order on quarantined_quote (id);
create index quarantined_quote_of_model on quarantined_quote (model_id);

-- A series whose quotes were all withdrawn is not shown any more; its history stays.
grant delete on quote to "${app}";
grant select, insert on quote_review, withdrawal, withdrawn_update to "${app}";
grant select, insert, update, delete on quarantined_quote to "${app}";
