-- What the pages are made from, the pages themselves, and what changed on them.
-- Everything here but page_change can be made again: profiles from Kafka, pages from profiles.

-- The newest state of each model that we were told of, half by half.
-- catalog_revision and price_revision turn late and repeated states into no-ops. page_revision grows
-- only when something changes that a page can show, so that nothing is recomputed for less. It is 0
-- until the catalog has spoken of the model: a price sheet alone makes no page.
create table profile (
    model_id          varchar(120) collate "C" not null primary key,
    catalog_revision  bigint       not null check (catalog_revision >= 0),
    price_revision    bigint       not null check (price_revision >= 0),
    page_revision     bigint       not null check (page_revision >= 0),
    catalog_state     bytea,
    price_sheet       bytea,
    check ((catalog_revision = 0) = (catalog_state is null)),
    check ((price_revision = 0) = (price_sheet is null)),
    check ((page_revision = 0) = (catalog_state is null))
);

-- Models whose stored pages may be older than their facts. A model is here once, however often it
-- changed. marked_at is when it last changed; a burst is waited for, but not for ever.
create table dirty_model (
    model_id       varchar(120) collate "C" not null primary key,
    page_revision  bigint       not null check (page_revision >= 1),
    dirty_since    timestamptz  not null,
    marked_at      timestamptz  not null,
    -- when the newest event behind the mark was published: what the lag until stored is counted from
    published_at   timestamptz  not null,
    -- ids of the newest events behind the mark, newest first
    causes         text[]       not null
) with (fillfactor = 50);

-- Which version of the page's template every stored page was made with; one row.
create table page_template (
    only_row  boolean  not null primary key default true check (only_row),
    version   integer  not null check (version >= 1)
);

-- One page for each pair of models, first_id before second_id byte by byte.
-- The revisions are those the bytes were last written at: a page whose bytes would be the same is not
-- written again, so they may be older than the models'. What is not current is what dirty_model says.
create table page (
    first_id            varchar(120) collate "C" not null,
    second_id           varchar(120) collate "C" not null,
    first_revision      bigint   not null check (first_revision >= 1),
    second_revision     bigint   not null check (second_revision >= 1),
    template_version    integer  not null check (template_version >= 1),
    -- which zstd dictionary the body needs; 0 for none
    dictionary_version  integer  not null default 0 check (dictionary_version >= 0),
    -- canonical JSON, compressed with zstd
    body                bytea    not null,
    -- the first 16 bytes of the SHA-256 of the canonical JSON
    digest              bytea    not null check (octet_length(digest) = 16),
    -- what the page decided, as canonical JSON: what a change in substance is told by
    outcome             bytea    not null,
    primary key (first_id, second_id),
    check (first_id < second_id)
) with (fillfactor = 70);

-- Compressed already: PostgreSQL need not try again.
alter table page alter column body set storage external;

-- The pages of a model are found from either side.
create index page_by_second on page (second_id, first_id);

-- What changed in substance, for ever. change is handed out under a lock that is held until commit,
-- so that a reader who resumes after the last one seen misses none.
create table page_change (
    change      bigint       not null primary key check (change >= 1),
    first_id    varchar(120) collate "C" not null,
    second_id   varchar(120) collate "C" not null,
    changes     jsonb        not null,
    causes      text[]       not null,
    changed_at  timestamptz  not null
);

create index page_change_by_pair on page_change (first_id, second_id, change);

grant select, insert, update on profile, page_template, page to "${app}";
grant select, insert, update, delete on dirty_model to "${app}";
grant select, insert on page_change to "${app}";
