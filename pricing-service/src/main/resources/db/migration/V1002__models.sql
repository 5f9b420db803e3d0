-- The models there are, as the catalog says. Locking a row makes its price sheet ours to rebuild.
create table known_model (
    model_id          varchar(120)  not null primary key,
    catalog_revision  bigint        not null check (catalog_revision >= 1)
);

-- What sources call the models. A spelling that two models claim stands for neither.
create table model_alias (
    source_id  varchar(120)  not null,
    spelling   varchar(300)  not null,
    model_id   varchar(120)  not null references known_model,
    primary key (source_id, spelling, model_id)
);

create index model_alias_of_model on model_alias (model_id);

-- Price updates on a model that the catalog does not have, until it has.
-- body is the update as it came; spelling and source_id are what will find it.
create table waiting_update (
    id           bigint        generated always as identity primary key,
    event_id     varchar(300)  not null unique,
    batch        varchar(300),
    spelling     varchar(300)  not null,
    source_id    varchar(120)  not null,
    body         jsonb         not null,
    received_at  timestamptz   not null
);

create index waiting_update_by_name on waiting_update (spelling, source_id);

grant select, insert, update on known_model to "${app}";
grant select, insert, delete on model_alias to "${app}";
grant select, insert, delete on waiting_update to "${app}";
