-- The price sheet that was last published of each model; revision grows by one with each that differs.
create table price_sheet (
    model_id      varchar(120)  not null primary key references known_model,
    revision      bigint        not null check (revision >= 1),
    offers        jsonb         not null,
    published_at  timestamptz   not null
);

grant select, insert, update on price_sheet to "${app}";
